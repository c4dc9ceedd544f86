import { type CallOptions, call } from "./call";
import type { ListQuery, Rows } from "./list";
import { Problem } from "./problem";

const BASE = "/edge/management/v1";

interface EdgeListAnswer<Row> {
  readonly data: readonly Row[];
  readonly meta: { readonly pagination: { readonly offset: number; readonly totalCount: number } };
}

/** Calls the edge family. Gives what its envelope holds. */
export async function edge<T>(path: string, options: CallOptions = {}): Promise<T> {
  const answer = await call<{ data: T } | undefined>(BASE + path, options);
  return answer?.data as T;
}

/**
 * One page of a list of the edge family. An answer that would be too large holds fewer rows than asked, so
 * this asks for the others.
 * @throws Problem when the rows lie past the largest offset: the API would answer others instead.
 * @param filter of the edge API, as `nameContains` writes one. Empty: no filter.
 */
export async function edgeList<Row>(
  path: string,
  { page, size, sort }: Pick<ListQuery, "page" | "size" | "sort">,
  filter: string,
  signal: AbortSignal,
): Promise<Rows<Row>> {
  const start = (page - 1) * size;
  const order = sort.replace(",", " ");
  const rows: Row[] = [];
  for (;;) {
    const query = { limit: size - rows.length, offset: start + rows.length, sort: order, filter };
    const { data, meta } = await call<EdgeListAnswer<Row>>(BASE + path, { query, signal });
    const { offset, totalCount: total } = meta.pagination;
    if (offset < query.offset && query.offset < total) {
      const most = offset.toLocaleString();
      throw new Problem(
        `A list goes no further than row ${most}. Search for something that fewer have.`,
        null,
      );
    }
    rows.push(...data);
    if (data.length === 0 || rows.length >= Math.min(size, total - start)) return { rows, total, size };
  }
}

/** The filter for names that contain a text, in any case. Empty for an empty text. */
export function nameContains(text: string): string {
  return text === "" ? "" : `name icontains ${edgeText(text)}`;
}

/** A text of the edge API's filters, in quotes. */
export function edgeText(text: string): string {
  return JSON.stringify(text);
}
