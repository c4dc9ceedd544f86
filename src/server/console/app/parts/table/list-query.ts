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

/** A filter of a list, with few values. */
export interface ListFilter {
  /** In the URL, and among the filters that the list loads with. */
  readonly name: string;
  readonly label: string;
  /** The words for each value that may be chosen. */
  readonly options: Readonly<Record<string, string>>;
  /** The words for no value. */
  readonly unset?: string;
}

/** What a person may choose in a list. */
export interface ListChoices {
  /** The fields that the list can be sorted by. */
  readonly sorts: readonly string[];
  readonly filters: readonly ListFilter[];
}

/** Reads a list's part of the URL. A value that nobody could have chosen counts as absent. */
export function readList(query: URLSearchParams, choices: ListChoices, defaultSort: string): ShownList {
  const sort = query.get("sort") ?? "";
  const [field = "", direction = ""] = sort.split(",");
  const isKnown = choices.sorts.includes(field) && ["asc", "desc"].includes(direction);
  const page = Number(query.get("page") ?? "1");
  const filters = choices.filters.flatMap(({ name, options }) => {
    const value = query.get(name) ?? "";
    return Object.hasOwn(options, value) ? [[name, value] as const] : [];
  });
  return {
    search: query.get("search") ?? "",
    sort: isKnown ? sort : defaultSort,
    page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
    filters: Object.fromEntries(filters),
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
