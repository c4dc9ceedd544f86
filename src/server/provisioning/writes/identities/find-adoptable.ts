import type { AdoptIdentities } from "../../../../contract/gateway/integration";
import type { Power, UnownedIdentity } from "../../../network/network-identities";
import { mayBeAdopted } from "../../../sync/adoption";
import type { IntegrationRow } from "../../find-integration";
import type { Scope } from "../../scope";

/**
 * Finds the identity that a new user adopts, and locks it. The integration's `adoptIdentities` says by which
 * value. @returns null when it allows none, or when no identity without an integration has the value
 */
export async function findAdoptable(
  { db, identities }: Scope,
  integration: IntegrationRow,
  wanted: { readonly name: string; readonly externalId: string | null },
): Promise<UnownedIdentity | null> {
  const setting = integration.adopt_identities as AdoptIdentities;
  if (setting === "never") return null;
  const value = setting === "name" ? wanted.name : wanted.externalId;
  if (value === null) return null;
  const found = await identities.unowned(db, integration.network_id, setting, value);
  return found !== null && isAdoptable(found) ? found : null;
}

/** Whether an identity that no integration owns may be adopted at all. */
export function isAdoptable({ is_admin, settings }: Power): boolean {
  return mayBeAdopted({
    isAdmin: is_admin === 1,
    settings: JSON.parse(settings) as Readonly<Record<string, unknown>>,
  });
}
