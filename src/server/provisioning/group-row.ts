import { foldText } from "../../contract/scim/fold-text";
import type { GroupAttributes, StoredGroup } from "../scim/backend";
import type { Row } from "../store/tables";
import { textOrNull } from "./text-or-null";

/** The columns of a group that the server reads. */
export const GROUP_COLUMNS = [
  "id",
  "display_name",
  "members_at_most",
  "attributes",
  "version",
  "created_at",
  "last_modified",
] as const;

/** A group as {@link GROUP_COLUMNS} give it. */
export type GroupRow = Pick<Row<"scim_groups">, (typeof GROUP_COLUMNS)[number]>;

/** The columns that group attributes fill. */
export function groupColumns(attributes: GroupAttributes) {
  return {
    display_name: attributes.displayName,
    display_name_key: foldText(attributes.displayName),
    external_id: textOrNull(attributes.externalId),
    attributes: JSON.stringify(attributes),
  };
}

/** Turns a row into a SCIM group. */
export function toStoredGroup(row: GroupRow, members: StoredGroup["members"]): StoredGroup {
  return {
    id: row.id,
    attributes: JSON.parse(row.attributes) as GroupAttributes,
    members,
    createdAt: row.created_at,
    lastModified: row.last_modified,
    version: row.version,
  };
}
