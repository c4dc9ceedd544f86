/** How many rows a page has. */
export const PAGE_SIZE = 50;

/** What the URL says of a list. */
export interface ShownList {
  readonly search: string;
  /** As in `name,asc`. */
  readonly sort: string;
  /** Counts from 1. */
  readonly page: number;
  readonly filters: Readonly<Record<string, string>>;
}

const OWN = ["search", "sort", "page"];

/**
 * Reads a list's part of the URL. A value that nobody could have chosen counts as absent.
 * @param sorts the fields that the list can be sorted by.
 */
export function readList(query: URLSearchParams, sorts: readonly string[], defaultSort: string): ShownList {
  const sort = query.get("sort") ?? "";
  const [field = "", direction = ""] = sort.split(",");
  const isKnown = sorts.includes(field) && ["asc", "desc"].includes(direction);
  const page = Number(query.get("page") ?? "1");
  const others = [...query].filter(([name, value]) => !OWN.includes(name) && value !== "");
  return {
    search: query.get("search") ?? "",
    sort: isKnown ? sort : defaultSort,
    page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
    filters: Object.fromEntries(others),
  };
}

/** The URL of a list. What is as at the start is left out. */
export function listUrl(
  path: string,
  { search, sort, page, filters }: ShownList,
  defaultSort: string,
): string {
  const query = new URLSearchParams();
  if (search !== "") query.set("search", search);
  for (const [name, value] of Object.entries(filters)) if (value !== "") query.set(name, value);
  if (sort !== defaultSort) query.set("sort", sort);
  if (page !== 1) query.set("page", String(page));
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
