/** How many lists are remembered, and of each how many pages: together some megabytes. */
const LISTS = 500;
const PAGES = 200;

interface Anchors {
  /** How often the list had changed when these places were right. */
  readonly changes: number;
  /** Ids of first resources by how many come before them. */
  readonly firsts: Map<number, string>;
}

/**
 * Remembers with which resource the pages of a list begin, so that the one after this, or this one again, is found by an id
 * and not by counting from the start. A list that has gained or lost a resource since is counted anew.
 */
export class PageAnchors {
  readonly #lists = new Map<string, Anchors>();

  /** The resource that a page begins with; null when that is not known. */
  find(list: string, changes: number, skip: number): string | null {
    const known = this.#lists.get(list);
    return known?.changes === changes ? (known.firsts.get(skip) ?? null) : null;
  }

  remember(list: string, changes: number, skip: number, id: string): void {
    let known = this.#lists.get(list);
    if (known?.changes !== changes) {
      known = { changes, firsts: new Map() };
      this.#lists.delete(list);
      this.#lists.set(list, known);
      dropOldest(this.#lists, LISTS);
    }
    known.firsts.delete(skip);
    known.firsts.set(skip, id);
    dropOldest(known.firsts, PAGES);
  }
}

function dropOldest(map: Map<unknown, unknown>, most: number): void {
  const [oldest] = map.size > most ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
}
