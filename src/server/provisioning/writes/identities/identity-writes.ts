import type { Tags } from "../../../../contract/common";
import { instant } from "../../../context";
import { edgeId } from "../../../identifiers/edge-id";
import type { UnownedIdentity } from "../../../network/network-identities";
import { sameValue } from "../../../scim/attributes/same-value";
import type { UserAttributes } from "../../../scim/backend";
import type { Row } from "../../../store/tables";
import { activeTransition } from "../../../sync/active";
import { identityTags } from "../../../sync/identity-tags";
import { userLedgerChange } from "../../../sync/ledger";
import { findIntegration, type IntegrationRow } from "../../find-integration";
import type { Scope } from "../../scope";
import { readLedger, writeLedger } from "../ledger-rows";
import type { Claimant } from "./claim";
import { findAdoptable } from "./find-adoptable";
import { freeValues, type WantedValues } from "./free-values";
import { isDisabled } from "./is-disabled";
import { changedValues, type UserChange, valuesOfNewUser } from "./wanted-values";

/** A user that is about to be stored. */
interface NewUser {
  readonly id: string;
  readonly attributes: UserAttributes;
}

/**
 * Makes the identity of a new user (domain rules 8 to 12 and 17), or lets the user adopt one that no
 * integration owns.
 * @returns its id
 * @throws ScimError 400 and 409
 */
export async function giveIdentity(
  scope: Scope,
  integration: IntegrationRow,
  user: NewUser,
): Promise<string> {
  const wanted = valuesOfNewUser(integration, user.attributes);
  const adoptable = scope.checkBeforeWrite ? await findAdoptable(scope, integration, wanted) : null;
  const values = scope.checkBeforeWrite
    ? await freeValues(scope, integration, wanted, {
        userId: null,
        identityId: adoptable?.id ?? null,
        userName: user.attributes.userName,
        disables: false,
      })
    : wanted;
  const named = { ...wanted, ...values, name: values.name ?? wanted.name };
  const identityId =
    adoptable === null
      ? await insertIdentity(scope, integration, user, named)
      : await adoptIdentity(scope, integration, user, adoptable, named);
  const ledger = userLedgerChange([], user.attributes);
  await writeLedger(scope.db, identityId, ledger);
  ledger.warnings.forEach(scope.warn);
  return identityId;
}

type Values = Pick<Row<"identities">, "name"> & { readonly externalId: WantedValues["externalId"] };

async function insertIdentity(
  { db, clock, identities }: Scope,
  integration: IntegrationRow,
  { id: userId, attributes }: NewUser,
  { name, externalId }: Values,
): Promise<string> {
  const now = instant(clock());
  const identity: Row<"identities"> = {
    id: edgeId(),
    network_id: integration.network_id,
    name,
    external_id: externalId ?? null,
    auth_policy_id: integration.auth_policy_id,
    is_admin: 0,
    disabled_at: activeTransition(null, attributes.active, false) === "disable" ? now : null,
    disabled_until: null,
    settings: "{}",
    tags: JSON.stringify(identityTags(integration.id, userId)),
    integration_id: integration.id,
    created_at: now,
    updated_at: now,
  };
  await identities.create(db, identity);
  return identity.id;
}

/**
 * Gives an identity to the integration. What people set stays: the role attributes and the other tags. The
 * name, the external ID, the auth policy and whether it is disabled follow the push.
 */
async function adoptIdentity(
  { db, clock, identities, reportChange }: Scope,
  integration: IntegrationRow,
  { id: userId, attributes: { active } }: NewUser,
  adopted: UnownedIdentity,
  { name, externalId }: Values,
): Promise<string> {
  const now = instant(clock());
  const tags = { ...(JSON.parse(adopted.tags) as Tags), ...identityTags(integration.id, userId) };
  const changed = {
    name,
    external_id: externalId ?? null,
    auth_policy_id: integration.auth_policy_id,
    ...disabling(activeTransition(null, active, isDisabled(adopted, active, now)), now),
    tags: JSON.stringify(tags),
    integration_id: integration.id,
    updated_at: now,
  };
  await identities.change(db, adopted.id, changed);
  const differs = {
    name: changed.name !== adopted.name,
    externalId: changed.external_id !== adopted.external_id,
    authPolicyId: changed.auth_policy_id !== adopted.auth_policy_id,
    tags: true,
  };
  reportChange({
    action: "identity.adopt",
    id: adopted.id,
    changed: Object.entries(differs).flatMap(([field, isChanged]) => (isChanged ? [field] : [])),
  });
  return adopted.id;
}

/**
 * Updates the identity where the change of its user affects it. A person may have set the rest, so it stays
 * (domain rules 9, 10 and 18).
 * @throws ScimError 400 and 409
 */
export async function updateIdentity(
  scope: Scope,
  change: UserChange,
  claimant: Claimant & { readonly identityId: string },
): Promise<void> {
  const { db, identities } = scope;
  const { before, after } = change;
  const { identityId } = claimant;
  const integration = await findIntegration(scope);
  const wanted = await changedValues(scope, integration, change, claimant);
  const { name, externalId } = scope.checkBeforeWrite
    ? await freeValues(scope, integration, wanted, claimant)
    : wanted;
  const isSame = name === undefined && externalId === undefined;
  const isLedgerChanged = await updateLedger(scope, identityId, change);
  if (isSame && !isLedgerChanged && before.active === after.active) return;
  const now = instant(scope.clock());
  const identity = await identities.lock(db, identityId);
  const transition = activeTransition(before.active, after.active, isDisabled(identity, after.active, now));
  if (isSame && !isLedgerChanged && transition === "leave") return;
  const changed = { name, external_id: externalId, ...disabling(transition, now), updated_at: now };
  await identities.change(db, identityId, changed);
}

/** The columns that say whether an identity is disabled, as far as the transition changes them. */
function disabling(transition: ReturnType<typeof activeTransition>, now: string) {
  return {
    ...(transition === "disable" && { disabled_at: now, disabled_until: null }),
    ...(transition === "enable" && { disabled_at: null, disabled_until: null }),
  };
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
