import type { Tags } from "../../../../contract/common";
import type { AdoptIdentities } from "../../../../contract/gateway/integration";
import type { Power, UnownedIdentity } from "../../../network/network-identities";
import { whyNotAdopted } from "../../../sync/adoption";
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
  return found !== null && obstacle(found) === null ? found : null;
}

/** Why an identity that no integration owns may not be adopted at all. Null when it may. */
export function obstacle({ is_admin, settings, tags }: Power): string | null {
  return whyNotAdopted({
    isAdmin: is_admin === 1,
    settings: JSON.parse(settings) as Readonly<Record<string, unknown>>,
    tags: JSON.parse(tags) as Tags,
  });
}
