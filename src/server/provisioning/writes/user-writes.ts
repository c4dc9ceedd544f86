import { instant } from "../../context";
import { resourceId } from "../../identifiers/resource-id";
import { sameValue } from "../../scim/attributes/same-value";
import type { RefusedPush, StoredUser, UserAttributes } from "../../scim/backend";
import { findIntegration } from "../find-integration";
import { findUser } from "../find-user";
import type { Scope } from "../scope";
import { filteredColumns, UserOfRow, userColumns } from "../user-row";
import { changedAttributes } from "./changed-attributes";
import { changedColumns } from "./changed-columns";
import { type Claimant, refuseOrReport } from "./identities/claim";
import { giveIdentity, updateIdentity } from "./identities/identity-writes";
import { takenUserName } from "./taken-user-name";
import { rewriteEmails, writeEmails } from "./user-emails";

/** Creates a user and its identity (domain rules 8 to 12 and 17). */
export async function createUser(scope: Scope, attributes: UserAttributes): Promise<StoredUser> {
  const { db } = scope;
  const integration = await findIntegration(scope);
  const columns = userColumns(attributes);
  const taken = scope.checkBeforeWrite ? await takenUserName(scope, columns.user_name_key) : null;
  if (taken !== null) throw taken;
  const now = instant(scope.clock());
  const id = resourceId(scope.clock());
  const identity_id = await giveIdentity(scope, integration, { id, attributes });
  const user = { id, ...columns, version: 1, created_at: now, last_modified: now };
  await db
    .insertInto("scim_users")
    .values({ integration_id: integration.id, identity_id, ...user })
    .execute();
  await writeEmails(db, id, attributes);
  scope.reportChange({ action: "user.create", id, changed: Object.keys(attributes) });
  scope.reportUserWrite?.({
    userId: id,
    identityId: identity_id,
    version: 1,
    before: null,
    onlyDisables: false,
  });
  return new UserOfRow({ ...user, groups: "[]" });
}

/**
 * Replaces the attributes of a user and updates its identity. Writes nothing when nothing differs.
 * @param options.disables Whether the request carries `active` false. Then a taken userName, name or external
 *   ID refuses nothing: the user and its identity keep the value that they had.
 * @returns null when the integration has no such user
 */
export async function replaceUser(
  scope: Scope,
  id: string,
  attributes: UserAttributes,
  options: { readonly disables: boolean },
): Promise<StoredUser | null> {
  const { db } = scope;
  const user = await findUser(scope, id);
  if (user === null) return null;
  const { row, attributes: before } = user;
  const columns = userColumns(attributes);
  if (columns.attributes === row.attributes) return user;
  const { identity_id: identityId } = row;
  const claimant = { userId: id, identityId, userName: attributes.userName, ...options };
  // The stored key of a user from an earlier version may differ, so it does not say whether the name changes.
  const isRenamed = columns.user_name_key !== filteredColumns(before).user_name_key;
  if (isRenamed && !(await hasFreeUserName(scope, columns, claimant))) {
    return replaceUser(scope, id, { ...attributes, userName: before.userName }, options);
  }
  const identity = scope.reportUserWrite === null ? null : await scope.identities.lock(db, identityId);
  await updateIdentity(scope, { before, after: attributes }, claimant);
  const { attributes: text, ...filtered } = columns;
  const changed = {
    ...changedColumns(filteredColumns(before), filtered),
    ...(isRenamed && { awaited_user_name_key: null }),
    attributes: text,
    version: row.version + 1,
    last_modified: instant(scope.clock()),
  };
  await db.updateTable("scim_users").set(changed).where("id", "=", id).execute();
  if (!sameValue(before.emails, attributes.emails)) await rewriteEmails(db, id, attributes);
  scope.reportChange({ action: "user.update", id, changed: changedAttributes(before, attributes) });
  if (identity !== null) {
    scope.reportUserWrite?.({
      userId: id,
      identityId,
      version: changed.version,
      before: { attributes: before, name: identity.name, externalId: identity.external_id },
      onlyDisables: before.active && sameValue({ ...before, active: false }, attributes),
    });
  }
  const next = new UserOfRow({ ...row, ...changed });
  scope.lockedRows?.users.set(id, next);
  return next;
}

/** Lets the network try again what it refused of a user, when a push repeats it. */
export async function repeatUser(scope: Scope, id: string): Promise<void> {
  const user = await findUser(scope, id);
  if (user === null) return;
  const { identity_id: identityId, version } = user.row;
  const isTriedAgain = await scope.identities.pushedAgain(scope.db, identityId);
  if (!isTriedAgain) return;
  scope.reportUserWrite?.({ userId: id, identityId, version, before: "same", onlyDisables: false });
}

/** Disables a user, although the rest of its push is refused. @returns null without such a user */
export async function disableUser(
  scope: Scope,
  id: string,
  { error, attributes: refused }: RefusedPush,
): Promise<StoredUser | null> {
  const user = await findUser(scope, id);
  if (user === null) return null;
  scope.warn({
    rule: 17,
    clash: "invalid",
    // The detail may quote a path of the request, and a path may hold personal data.
    message: `user ${id} is disabled, but the rest of its push is refused: ${error.scimType}`,
  });
  scope.reportChange({ action: "user.update", id, changed: refused, refusedWith: error.status });
  return replaceUser(scope, id, { ...user.attributes, active: false }, { disables: true });
}

/** Deletes a user, its memberships and its identity (domain rule 17). @returns false without such a user */
export async function deleteUser(scope: Scope, id: string): Promise<boolean> {
  const { db } = scope;
  const user = await findUser(scope, id);
  if (user === null) return false;
  // The groups lose a member, so their ETags must change.
  await db
    .updateTable("scim_groups")
    .set((eb) => ({ version: eb("version", "+", 1), last_modified: instant(scope.clock()) }))
    .where("id", "in", (eb) =>
      eb.selectFrom("scim_group_members").select("group_id").where("user_id", "=", id),
    )
    .execute();
  await scope.identities.delete(db, user.row.identity_id);
  scope.lockedRows?.users.delete(id);
  scope.reportChange({ action: "user.delete", id, changed: [] });
  return true;
}

/** @returns false for a taken userName when the push disables the user @throws ScimError 409 otherwise */
async function hasFreeUserName(
  scope: Scope,
  { user_name_key }: { readonly user_name_key: string },
  claimant: Claimant,
): Promise<boolean> {
  const taken = scope.checkBeforeWrite ? await takenUserName(scope, user_name_key) : null;
  if (taken === null) return true;
  if (!claimant.disables) throw taken;
  refuseOrReport(scope, claimant, { rule: 9, value: "userName", source: "userName", error: taken });
  return false;
}
