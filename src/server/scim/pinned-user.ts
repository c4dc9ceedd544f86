import type { Filter } from "../../contract/scim/filter";
import type { ResourcePage, ResourceQuery, ScimReads, StoredUser } from "./backend";
import { userMatches } from "./filter-match";

/**
 * The answer to a filter that says `id eq "…"` and more, as Entra ID asks whether somebody has a manager already: one
 * user is read and compared with all of it, so the backend needs no index for the rest. Null for any other filter.
 */
export async function pinnedUser(
  reads: ScimReads,
  { filter, offset, limit }: ResourceQuery,
): Promise<ResourcePage<StoredUser> | null> {
  const id = filter?.kind === "and" ? pinnedId(filter) : null;
  if (filter === null || id === null) return null;
  const user = await reads.user(id);
  const found = user !== null && userMatches(filter, user) ? [user] : [];
  return { resources: found.slice(offset, offset + limit), total: found.length };
}

function pinnedId(filter: Filter): string | null {
  if (filter.kind === "and") return pinnedId(filter.left) ?? pinnedId(filter.right);
  if (filter.kind !== "compare" || filter.operator !== "eq") return null;
  const { schema, attribute, subAttribute } = filter.path;
  const isId = schema === null && attribute === "id" && subAttribute === null;
  return isId && typeof filter.value === "string" ? filter.value : null;
}
