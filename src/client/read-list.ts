import { IncompleteListError } from "./errors/incomplete-list-error";

/** One page of a list, and how many objects the whole list has at that moment. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

/** Which page to read: its number from 0, and how many objects the pages before it held. */
export interface PagePosition {
  readonly number: number;
  readonly offset: number;
}

/** How often a list is read again when it changed while it was read. */
const REPETITIONS = 3;

interface Reading<Item> {
  readonly items: readonly Item[];
  /** Why objects may be missing; null when none is. */
  readonly problem: string | null;
}

/**
 * Reads every page of a list. A deletion between two pages moves the later objects forward, past the page
 * that is read next. So the list counts only when its total held from the first page to the last, and all of
 * that total were found.
 * @param request the call, for errors: `GET /scim/v1/integrations`.
 * @throws IncompleteListError when it counted in none of the readings.
 */
export async function readList<Item extends { readonly id: string }>(
  request: string,
  readPage: (position: PagePosition) => Promise<Page<Item>>,
): Promise<Item[]> {
  for (let repetition = 0; ; repetition += 1) {
    const { items, problem } = await readPages(readPage);
    if (problem === null) return [...items];
    if (repetition === REPETITIONS) throw new IncompleteListError(request, problem, repetition + 1, items);
  }
}

async function readPages<Item extends { readonly id: string }>(
  readPage: (position: PagePosition) => Promise<Page<Item>>,
): Promise<Reading<Item>> {
  const found = new Map<string, Item>();
  const ended = (problem: string | null) => ({ items: [...found.values()], problem });
  let total: number | null = null;
  for (let number = 0, offset = 0; ; number += 1) {
    const page = await readPage({ number, offset });
    if (total !== null && total !== page.total) {
      return ended(`the number of objects changed from ${total} to ${page.total}`);
    }
    total = page.total;
    const before = found.size;
    for (const item of page.items) found.set(item.id, item);
    offset += page.items.length;
    if (page.items.length === 0 || offset >= total) {
      return ended(found.size === total ? null : `it gave ${found.size} of ${total} objects`);
    }
    if (found.size === before) return ended(`page ${number + 1} repeats the pages before it`);
  }
}
