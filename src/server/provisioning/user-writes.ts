import { randomUUID } from "node:crypto";
import { instant } from "../context";
import type { StoredUser, UserAttributes } from "../scim/backend";
import { edgeId } from "../secrets";
import type { NewRow, Row } from "../store/tables";
import { activeTransition } from "../sync/active";
import { draftIdentity, prepareMapping } from "../sync/identity-draft";
import { identityTags } from "../sync/identity-tags";
import { userLedgerChange } from "../sync/ledger";
import type { SyncUser } from "../sync/types";
import { changedAttributes } from "./changed-attributes";
import { chunks } from "./chunks";
import { mappingOf } from "./integration-mapping";
import { readLedger, writeLedger } from "./ledger-rows";
import { orConflict, requireFreeIdentity, requireFreeUserName } from "./require-unique";
import { integrationOf, type Scope } from "./scope";
import { emailRows, readUserRow, toStoredUser, toStoredUsers, userColumns } from "./user-rows";

/** Makes a user and its identity (domain rules 8 to 12 and 17). */
export async function createUser(scope: Scope, attributes: UserAttributes): Promise<StoredUser> {
  const { db } = scope;
  const integration = await integrationOf(scope);
  const columns = userColumns(attributes);
  await requireFreeUserName(scope, columns.user_name_key);
  const draft = draftIdentity(attributes, prepareMapping(mappingOf(integration)));
  await requireFreeIdentity(scope, integration, draft, null);
  const now = instant(scope.clock());
  const id = randomUUID();
  const isDisabled = activeTransition(null, attributes.active, false) === "disable";
  const identity: NewRow<"identities"> = {
    id: edgeId(),
    network_id: integration.network_id,
    name: draft.name,
    external_id: draft.externalId,
    auth_policy_id: draft.authPolicyId,
    is_admin: 0,
    disabled_at: isDisabled ? now : null,
    disabled_until: null,
    settings: "{}",
    tags: JSON.stringify(identityTags(integration.id, id)),
    integration_id: integration.id,
    created_at: now,
    updated_at: now,
  };
  const user: Row<"scim_users"> = {
    id,
    integration_id: integration.id,
    identity_id: identity.id,
    ...columns,
    version: 1,
    created_at: now,
    last_modified: now,
  };
  await orConflict(integration, db.insertInto("identities").values(identity).execute());
  await orConflict(integration, db.insertInto("scim_users").values(user).execute());
  await writeEmails(scope, id, attributes);
  const ledger = userLedgerChange([], attributes);
  await writeLedger(db, identity.id, ledger);
  ledger.warnings.forEach(scope.warn);
  scope.note({ action: "user.create", id, changed: Object.keys(attributes) });
  return toStoredUser(user, []);
}

/** Replaces what a user says and carries it to the identity; nothing is written when nothing differs. */
export async function replaceUser(
  scope: Scope,
  id: string,
  attributes: UserAttributes,
): Promise<StoredUser | null> {
  const { db } = scope;
  const row = await readUserRow(scope, id);
  if (row === null) return null;
  const columns = userColumns(attributes);
  if (columns.attributes !== row.attributes) {
    const before = JSON.parse(row.attributes) as UserAttributes;
    if (columns.user_name_key !== row.user_name_key) await requireFreeUserName(scope, columns.user_name_key);
    const integration = await integrationOf(scope);
    await carryToIdentity(scope, integration, row.identity_id, { before, after: attributes });
    const changed = { ...columns, version: row.version + 1, last_modified: instant(scope.clock()) };
    await orConflict(integration, db.updateTable("scim_users").set(changed).where("id", "=", id).execute());
    if (JSON.stringify(before.emails) !== JSON.stringify(attributes.emails)) {
      await db.deleteFrom("scim_user_emails").where("user_id", "=", id).execute();
      await writeEmails(scope, id, attributes);
    }
    Object.assign(row, changed);
    scope.note({ action: "user.update", id, changed: changedAttributes(before, attributes) });
  }
  const [stored] = await toStoredUsers(db, [row]);
  return stored ?? null;
}

/** Deletes a user, its memberships and its identity (domain rule 17). False when there was none. */
export async function deleteUser(scope: Scope, id: string): Promise<boolean> {
  const row = await readUserRow(scope, id);
  if (row === null) return false;
  await changeGroupsOf(scope, id);
  // The user, its memberships and its ledger go with the identity.
  await scope.db.deleteFrom("identities").where("id", "=", row.identity_id).execute();
  scope.note({ action: "user.delete", id, changed: [] });
  return true;
}

/** The groups lose a member: what was read of them before is out of date. */
async function changeGroupsOf({ db, clock }: Scope, userId: string): Promise<void> {
  await db
    .updateTable("scim_groups")
    .set((eb) => ({ version: eb("version", "+", 1), last_modified: instant(clock()) }))
    .where("id", "in", (eb) =>
      eb.selectFrom("scim_group_members").select("group_id").where("user_id", "=", userId),
    )
    .execute();
}

async function carryToIdentity(
  scope: Scope,
  integration: Row<"integrations">,
  identityId: string,
  { before, after }: { readonly before: SyncUser; readonly after: SyncUser },
): Promise<void> {
  const { db } = scope;
  const identity = await db
    .selectFrom("identities")
    .select(["name", "external_id", "disabled_at", "disabled_until"])
    .where("id", "=", identityId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const now = instant(scope.clock());
  const draft = draftIdentity(after, prepareMapping(mappingOf(integration)));
  const isDraftChanged = draft.name !== identity.name || draft.externalId !== identity.external_id;
  if (isDraftChanged) await requireFreeIdentity(scope, integration, draft, identityId);
  const transition = activeTransition(before.active, after.active, isDisabled(identity, after.active, now));
  const ledger = userLedgerChange(await readLedger(db, identityId), after);
  ledger.warnings.forEach(scope.warn);
  await writeLedger(db, identityId, ledger);
  const isLedgerChanged = ledger.add.length + ledger.remove.length > 0;
  if (!isDraftChanged && !isLedgerChanged && transition === "leave") return;
  const changed = {
    name: draft.name,
    external_id: draft.externalId,
    ...(transition === "disable" && { disabled_at: now, disabled_until: null }),
    ...(transition === "enable" && { disabled_at: null, disabled_until: null }),
    updated_at: now,
  };
  await orConflict(
    integration,
    db.updateTable("identities").set(changed).where("id", "=", identityId).execute(),
  );
}

/** A person's disabling for some hours does not stand for the lasting one that `active` false asks for. */
function isDisabled(
  { disabled_at, disabled_until }: Pick<Row<"identities">, "disabled_at" | "disabled_until">,
  active: boolean,
  now: string,
): boolean {
  if (disabled_at === null) return false;
  return disabled_until === null || (active && disabled_until > now);
}

async function writeEmails({ db }: Scope, userId: string, attributes: UserAttributes): Promise<void> {
  for (const rows of chunks(emailRows(userId, attributes))) {
    await db.insertInto("scim_user_emails").values(rows).execute();
  }
}
