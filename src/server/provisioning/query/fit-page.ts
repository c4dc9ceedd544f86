import type { Place, ResourcePage, ResourceQuery } from "../../scim/backend";
import { MAX_PAGE } from "../../scim/size-limits";
import type { Loaded } from "../listed/fitting";
import { placeOf, type RowPage } from "./select-page";

/** The rows of a page in the order of their list, and the places around the page. */
export interface PlacedPage<Kind> extends RowPage<Kind> {
  readonly first: Place | null;
  /** The places of the rows. Absent when {@link placeOf} finds them in the rows. */
  readonly places?: readonly Place[];
}

/**
 * Loads the resources of a page. A page that would be too large holds fewer of them, and the next page begins
 * after these. A page before a place loses its beginning.
 * @param load Loads the resources of some rows, in their order, as long as they fit into so many bytes.
 */
export async function fitPage<Kind extends object, Resource>(
  page: PlacedPage<Kind>,
  { start, room = MAX_PAGE }: Pick<ResourceQuery, "start" | "room">,
  load: (rows: readonly Kind[], room: number) => Promise<Loaded<Resource>>,
): Promise<ResourcePage<Resource>> {
  const { rows, total, first, last } = page;
  const isBackward = "before" in start;
  const nearestFirst = isBackward ? [...rows].reverse() : rows;
  const loaded = await load(nearestFirst, room);
  const resources = isBackward ? [...loaded.resources].reverse() : loaded.resources;
  if (loaded.rows === rows.length) return { resources, total, first, last };
  const at = isBackward ? rows.length - loaded.rows : loaded.rows - 1;
  const place = page.places?.[at] ?? placeOf(rows[at]);
  return { resources, total, first: isBackward ? place : first, last: isBackward ? last : place };
}
