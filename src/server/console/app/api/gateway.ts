import type { GatewayPage } from "../../../../contract/common";
import { call } from "./call";
import type { ListQuery, Rows } from "./list";

/** Where the API has the integrations. */
export const INTEGRATIONS = "/scim/v1/integrations";

type Parameters = Readonly<Record<string, string | number | undefined>>;

/**
 * One page of a list of the gateway family.
 * @param name of the list in `_embedded`, as in `integrationList`.
 * @param more parameters beside page, size and sort.
 */
export async function gatewayList<Row>(
  path: string,
  name: string,
  { page, size, sort }: Pick<ListQuery, "page" | "size" | "sort">,
  more: Parameters,
  signal: AbortSignal,
): Promise<Rows<Row>> {
  const query = { ...more, page: page - 1, size, sort };
  const answer = await call<{ _embedded?: Record<string, Row[]>; page: GatewayPage }>(path, {
    query,
    signal,
  });
  const { totalElements, size: given } = answer.page;
  return { rows: answer._embedded?.[name] ?? [], total: totalElements, size: given };
}
