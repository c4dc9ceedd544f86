/** The resources of a page, and how many rows they come from. A row that was deleted meanwhile has none. */
export interface Loaded<Resource> {
  readonly resources: readonly Resource[];
  readonly rows: number;
}

/** A resource, and about how many bytes it has in an answer. */
export interface Sized<Resource> {
  readonly resource: Resource;
  readonly bytes: number;
}

/** What every resource has beside its attributes, in bytes: schemas, id and meta. */
export const FRAME = 512;

/**
 * Loads resources in the order of their rows, as long as they fit into an answer together. The first one
 * always fits.
 * @param load Null for a row that was deleted meanwhile.
 * @param room How many bytes the answer may have.
 */
export async function loadFitting<Row, Resource>(
  rows: readonly Row[],
  room: number,
  load: (row: Row) => Promise<Sized<Resource> | null> | Sized<Resource> | null,
): Promise<Loaded<Resource>> {
  const resources: Resource[] = [];
  let left = room;
  for (const [at, row] of rows.entries()) {
    const loading = load(row);
    const loaded = loading instanceof Promise ? await loading : loading;
    if (loaded === null) continue;
    left -= loaded.bytes;
    if (left < 0 && resources.length > 0) return { resources, rows: at };
    resources.push(loaded.resource);
  }
  return { resources, rows: rows.length };
}
