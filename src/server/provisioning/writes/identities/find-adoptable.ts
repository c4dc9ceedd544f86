import type { AdoptIdentities } from "../../../../contract/gateway/integration";
import type { Row } from "../../../store/tables";
import { mayBeAdopted } from "../../../sync/adoption";
import type { IntegrationRow } from "../../find-integration";
import type { Scope } from "../../scope";

/** The columns of an identity that a user can adopt. */
export type AdoptableRow = Pick<
  Row<"identities">,
  | "id"
  | "name"
  | "external_id"
  | "auth_policy_id"
  | "is_admin"
  | "settings"
  | "tags"
  | "disabled_at"
  | "disabled_until"
>;

/**
 * Finds the identity that a new user adopts, and locks it. The integration's `adoptIdentities` says by which
 * value. @returns null when it allows none, or when no identity without an integration has the value
 */
export async function findAdoptable(
  { db }: Scope,
  integration: IntegrationRow,
  wanted: { readonly name: string; readonly externalId: string | null },
): Promise<AdoptableRow | null> {
  const setting = integration.adopt_identities as AdoptIdentities;
  if (setting === "never") return null;
  const column = setting === "name" ? "name" : "external_id";
  const value = setting === "name" ? wanted.name : wanted.externalId;
  if (value === null) return null;
  const row = await db
    .selectFrom("identities")
    .select([
      "id",
      "name",
      "external_id",
      "auth_policy_id",
      "is_admin",
      "settings",
      "tags",
      "disabled_at",
      "disabled_until",
    ])
    .where("network_id", "=", integration.network_id)
    .where(column, "=", value)
    .where("integration_id", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined && isAdoptable(row) ? row : null;
}

/** Whether an identity that no integration owns may be adopted at all. */
export function isAdoptable({ is_admin, settings }: Pick<AdoptableRow, "is_admin" | "settings">): boolean {
  return mayBeAdopted({
    isAdmin: is_admin === 1,
    settings: JSON.parse(settings) as Readonly<Record<string, unknown>>,
  });
}
