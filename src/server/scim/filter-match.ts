import type { Filter } from "../../contract/scim/filter";
import { matchesFilter } from "../../contract/scim/match";
import { GROUP, USER } from "../../contract/scim/resource";
import type { StoredGroup, StoredUser } from "./backend";
import { etagOf } from "./etag";

/** Whether a kept user matches a filter, `id`, `meta` and `groups` included; for backends without an index for it. */
export function userMatches(filter: Filter, user: StoredUser): boolean {
  return matchesFilter(
    filter,
    { ...user.attributes, id: user.id, groups: user.groups, meta: metaOf(user) },
    USER,
  );
}

/** Whether a kept group matches a filter; conditions on members need its members. */
export function groupMatches(filter: Filter, group: StoredGroup): boolean {
  return matchesFilter(
    filter,
    { ...group.attributes, id: group.id, members: group.members, meta: metaOf(group) },
    GROUP,
  );
}

function metaOf({
  createdAt,
  lastModified,
  version,
}: Pick<StoredUser, "createdAt" | "lastModified" | "version">) {
  return {
    created: createdAt.toISOString(),
    lastModified: lastModified.toISOString(),
    version: etagOf(version),
  };
}
