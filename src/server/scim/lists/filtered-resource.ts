import type { AttributeMap } from "../../../contract/scim/read-attribute";
import type { ResourceKind } from "../../../contract/scim/resource";
import { etagOf } from "../answers/resource-etag";
import type { StoredGroup, StoredUser } from "../backend";
import { schemasOf } from "../schemas-of";

/** A resource for filters. It lacks `meta.location` and `$ref`, which depend on the server's URL. */
export function filteredResource(kind: ResourceKind, stored: StoredUser | StoredGroup): AttributeMap {
  const { attributes, id, createdAt, lastModified, version } = stored;
  const groups = "groups" in stored ? stored.groups.map((group) => ({ ...group, type: "direct" })) : [];
  const members = "members" in stored ? stored.members?.map((member) => ({ ...member, type: "User" })) : [];
  const meta = {
    resourceType: kind.name,
    created: createdAt,
    lastModified,
    version: etagOf(version),
  };
  return { ...attributes, id, schemas: schemasOf(kind, attributes), groups, members, meta };
}
