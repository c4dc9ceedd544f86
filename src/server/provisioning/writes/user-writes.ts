import { instant } from "../../context";
import { edgeId } from "../../identifiers/edge-id";
import { resourceId } from "../../identifiers/resource-id";
import { sameValue } from "../../scim/attributes/same-value";
import type { StoredUser, UserAttributes } from "../../scim/backend";
import type { Row } from "../../store/tables";
import { activeTransition } from "../../sync/active";
import { draftIdentity, prepareMapping } from "../../sync/identity-draft";
import { identityTags } from "../../sync/identity-tags";
import { userLedgerChange } from "../../sync/ledger";
import type { IdentityDraft } from "../../sync/types";
import { findIntegration, type IntegrationRow } from "../find-integration";
import { findUser } from "../find-user";
import { mappingOf } from "../integration-mapping";
import type { Scope } from "../scope";
import { filteredColumns, UserOfRow, userColumns } from "../user-row";
import { changedAttributes } from "./changed-attributes";
import { changedColumns } from "./changed-columns";
import { isDisabled, lockIdentity } from "./identity-rows";
import { readLedger, writeLedger } from "./ledger-rows";
import { requireFreeIdentity, requireFreeUserName } from "./require-free";
import { rewriteEmails, writeEmails } from "./user-emails";

/** Creates a user and its identity (domain rules 8 to 12 and 17). */
export async function createUser(scope: Scope, attributes: UserAttributes): Promise<StoredUser> {
  const { db } = scope;
  const integration = await findIntegration(scope);
  const columns = userColumns(attributes);
  const draft = draftIdentity(attributes, prepareMapping(mappingOf(integration)));
  if (scope.checkBeforeWrite) {
    await requireFreeUserName(scope, columns.user_name_key);
    await requireFreeIdentity(scope, integration, draft, null);
  }
  const now = instant(scope.clock());
  const id = resourceId(scope.clock());
  const identity = newIdentity(integration, draft, { userId: id, isActive: attributes.active, now });
  const user = { id, ...columns, version: 1, created_at: now, last_modified: now };
  await db.insertInto("identities").values(identity).execute();
  await db
    .insertInto("scim_users")
    .values({ integration_id: integration.id, identity_id: identity.id, ...user })
    .execute();
  await writeEmails(db, id, attributes);
  const ledger = userLedgerChange([], attributes);
  await writeLedger(db, identity.id, ledger);
  ledger.warnings.forEach(scope.warn);
  scope.reportChange({ action: "user.create", id, changed: Object.keys(attributes) });
  return new UserOfRow({ ...user, groups: "[]" });
}

/**
 * Replaces the attributes of a user and updates its identity. Writes nothing when nothing differs.
 * @returns null when the integration has no such user
 */
export async function replaceUser(
  scope: Scope,
  id: string,
  attributes: UserAttributes,
): Promise<StoredUser | null> {
  const { db } = scope;
  const user = await findUser(scope, id);
  if (user === null) return null;
  const { row, attributes: before } = user;
  const columns = userColumns(attributes);
  if (columns.attributes === row.attributes) return user;
  if (scope.checkBeforeWrite && columns.user_name_key !== row.user_name_key) {
    await requireFreeUserName(scope, columns.user_name_key);
  }
  await updateIdentity(scope, row.identity_id, { before, after: attributes });
  const { attributes: text, ...filtered } = columns;
  const changed = {
    ...changedColumns(filteredColumns(before), filtered),
    attributes: text,
    version: row.version + 1,
    last_modified: instant(scope.clock()),
  };
  await db.updateTable("scim_users").set(changed).where("id", "=", id).execute();
  if (!sameValue(before.emails, attributes.emails)) await rewriteEmails(db, id, attributes);
  scope.reportChange({ action: "user.update", id, changed: changedAttributes(before, attributes) });
  const next = new UserOfRow({ ...row, ...changed });
  scope.lockedRows?.users.set(id, next);
  return next;
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
  // Foreign keys delete the user with its identity, and the memberships and the ledger with them.
  await db.deleteFrom("identities").where("id", "=", user.row.identity_id).execute();
  scope.lockedRows?.users.delete(id);
  scope.reportChange({ action: "user.delete", id, changed: [] });
  return true;
}

function newIdentity(
  integration: IntegrationRow,
  draft: IdentityDraft,
  { userId, isActive, now }: { readonly userId: string; readonly isActive: boolean; readonly now: string },
): Row<"identities"> {
  return {
    id: edgeId(),
    network_id: integration.network_id,
    name: draft.name,
    external_id: draft.externalId,
    auth_policy_id: draft.authPolicyId,
    is_admin: 0,
    disabled_at: activeTransition(null, isActive, false) === "disable" ? now : null,
    disabled_until: null,
    settings: "{}",
    tags: JSON.stringify(identityTags(integration.id, userId)),
    integration_id: integration.id,
    created_at: now,
    updated_at: now,
  };
}

interface UserChange {
  readonly before: UserAttributes;
  readonly after: UserAttributes;
}

/**
 * Updates the identity where the change affects it. A person may have set the rest, so it stays (domain rules
 * 9, 10 and 18).
 */
async function updateIdentity(scope: Scope, identityId: string, change: UserChange): Promise<void> {
  const { db } = scope;
  const { before, after } = change;
  const integration = await findIntegration(scope);
  const mapping = prepareMapping(mappingOf(integration));
  const draft = draftIdentity(after, mapping);
  const { name, externalId } = draftIdentity(before, mapping);
  const renamed = {
    ...(draft.name !== name && { name: draft.name }),
    ...(draft.externalId !== externalId && { external_id: draft.externalId }),
  };
  const isDraftChanged = Object.keys(renamed).length > 0;
  if (isDraftChanged && scope.checkBeforeWrite)
    await requireFreeIdentity(scope, integration, draft, identityId);
  const isLedgerChanged = await updateLedger(scope, identityId, change);
  if (!isDraftChanged && !isLedgerChanged && before.active === after.active) return;
  const now = instant(scope.clock());
  const identity = await lockIdentity(db, identityId);
  const transition = activeTransition(before.active, after.active, isDisabled(identity, after.active, now));
  if (!isDraftChanged && !isLedgerChanged && transition === "leave") return;
  const changed = {
    ...renamed,
    ...(transition === "disable" && { disabled_at: now, disabled_until: null }),
    ...(transition === "enable" && { disabled_at: null, disabled_until: null }),
    updated_at: now,
  };
  await db.updateTable("identities").set(changed).where("id", "=", identityId).execute();
}

/**
 * Updates the ledger from roles and entitlements. It holds no other attributes of a user.
 * @returns whether it changed
 */
async function updateLedger(
  { db, warn }: Scope,
  identityId: string,
  { before, after }: UserChange,
): Promise<boolean> {
  if (sameValue(before.roles, after.roles) && sameValue(before.entitlements, after.entitlements))
    return false;
  const ledger = userLedgerChange(await readLedger(db, identityId), after);
  ledger.warnings.forEach(warn);
  await writeLedger(db, identityId, ledger);
  return ledger.add.length + ledger.remove.length > 0;
}
