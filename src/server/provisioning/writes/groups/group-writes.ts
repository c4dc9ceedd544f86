import { instant } from "../../../context";
import { resourceId } from "../../../identifiers/resource-id";
import type { GroupAttributes, GroupChange, StoredGroup } from "../../../scim/backend";
import { findGroup } from "../../find-group";
import { groupColumns, toStoredGroup } from "../../group-row";
import type { Scope } from "../../scope";
import { changedAttributes } from "../changed-attributes";
import { changedColumns } from "../changed-columns";
import { addMembers, memberIds, removeMembers } from "./group-members";
import { requireFewMembers, sizeAfter } from "./group-size";
import { requireFreeGroup } from "./require-free-group";

/** Creates a group with its members. The result leaves the members out. */
export async function createGroup(
  scope: Scope,
  attributes: GroupAttributes,
  members: readonly string[],
): Promise<StoredGroup> {
  requireFewMembers(members);
  const columns = groupColumns(attributes);
  await requireFreeGroup(scope, { id: null, before: null, after: columns });
  const now = instant(scope.clock());
  const row = {
    id: resourceId(scope.clock()),
    ...columns,
    members_at_most: members.length,
    version: 1,
    created_at: now,
    last_modified: now,
  };
  await scope.db
    .insertInto("scim_groups")
    .values({ integration_id: scope.integrationId, ...row })
    .execute();
  const joined = await addMembers(scope, { id: row.id, displayName: attributes.displayName }, members);
  const changed = [...Object.keys(attributes), ...(members.length > 0 ? ["members"] : [])];
  scope.reportChange({ action: "group.create", id: row.id, changed, counts: withoutZeros({ joined }) });
  return toStoredGroup(row, null);
}

/**
 * Changes a group. Members that leave and come back within one change get the current name of the group.
 * Members that stay keep the name they joined under, even when the identity provider sends the whole list
 * again (domain rule 13). The result leaves the members out.
 * @returns null when the integration has no such group
 */
export async function changeGroup(
  scope: Scope,
  id: string,
  { attributes, clearMembers, add, remove }: GroupChange,
): Promise<StoredGroup | null> {
  const row = await findGroup(scope, id);
  if (row === null) return null;
  requireFewMembers(add, row.members_at_most);
  const columns = groupColumns(attributes);
  const before = JSON.parse(row.attributes) as GroupAttributes;
  await requireFreeGroup(scope, { id, before: groupColumns(before), after: columns });
  const leaving = clearMembers ? [...(await membersNotIn(scope, id, add)), ...remove] : remove;
  const { left, lostAttribute } = await removeMembers(scope, id, leaving);
  const joined = await addMembers(scope, { id, displayName: attributes.displayName }, add);
  if (columns.attributes === row.attributes && left === 0 && joined === 0) return toStoredGroup(row, null);
  const changed = {
    ...changedColumns(groupColumns(before), columns),
    members_at_most: await sizeAfter(scope, row, { joined, left }),
    version: row.version + 1,
    last_modified: instant(scope.clock()),
  };
  await scope.db.updateTable("scim_groups").set(changed).where("id", "=", id).execute();
  scope.lockedRows?.groups.set(id, { ...row, ...changed });
  const names = changedAttributes(before, attributes);
  scope.reportChange({
    action: "group.update",
    id,
    changed: [...names, ...(left + joined > 0 ? ["members"] : [])],
    counts: withoutZeros({ joined, left, lostAttribute }),
  });
  return toStoredGroup({ ...row, ...changed }, null);
}

/** Deletes a group and the ledger entries that it supplied. @returns false when there is no such group */
export async function deleteGroup(scope: Scope, id: string): Promise<boolean> {
  const row = await findGroup(scope, id);
  if (row === null) return false;
  const { left, lostAttribute } = await removeMembers(scope, id, await memberIds(scope, id));
  await scope.db.deleteFrom("scim_groups").where("id", "=", id).execute();
  scope.lockedRows?.groups.delete(id);
  const counts = withoutZeros({ left, lostAttribute });
  scope.reportChange({ action: "group.delete", id, changed: [], counts });
  return true;
}

async function membersNotIn(scope: Scope, id: string, staying: readonly string[]): Promise<string[]> {
  const stays = new Set(staying);
  return (await memberIds(scope, id)).filter((member) => !stays.has(member));
}

function withoutZeros(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
