import type { AdoptIdentities, IdentitiesOnDelete } from "../../contract/gateway/integration";
import type { Database } from "../store/database";
import type { Row } from "../store/tables";
import type { IdentityChange, TakenValues } from "../sync/plan-mapping";

type IdentityRow = Row<"identities">;

/** What a write must know of an identity that it changes. */
export type IdentityState = Pick<IdentityRow, "name" | "external_id" | "disabled_at" | "disabled_until">;

/** What decides whether an identity may be adopted. */
export type Power = Pick<IdentityRow, "is_admin" | "settings" | "tags">;

/** An identity that has a value which another one wants. */
export type IdentityHolder = IdentityState & Power & Pick<IdentityRow, "id" | "integration_id">;

/** An identity that no integration owns. */
export type UnownedIdentity = IdentityState & Power & Pick<IdentityRow, "id" | "auth_policy_id">;

/** The columns of an identity that a SCIM write changes. An undefined one stays as it is. */
export type ChangedIdentity = {
  readonly [Column in keyof Omit<IdentityRow, "id" | "network_id" | "created_at">]?:
    | IdentityRow[Column]
    | undefined;
};

/** The integration on whose behalf the network is asked. */
export type AskingIntegration = Pick<Row<"integrations">, "id" | "network_id">;

/**
 * What provisioning needs of the identities of a network. Every write happens in the caller's transaction,
 * which keeps all of it or nothing.
 */
export interface NetworkIdentities {
  /** The identities that have one of the names or the external ID. */
  readonly holders: (
    db: Database,
    networkId: string,
    wanted: { readonly names: readonly string[]; readonly externalId: string | null },
  ) => Promise<readonly IdentityHolder[]>;
  /** The identity with the value that no integration owns, locked until the transaction ends. */
  readonly unowned: (
    db: Database,
    networkId: string,
    by: Exclude<AdoptIdentities, "never">,
    value: string,
  ) => Promise<UnownedIdentity | null>;
  /** The names and external IDs of the identities that the integration does not own. */
  readonly valuesOfOthers: (db: Database, integration: AskingIntegration) => Promise<TakenValues>;

  /** Reads an identity of a SCIM user, and locks it until the transaction ends. */
  readonly lock: (db: Database, id: string) => Promise<IdentityState>;
  readonly create: (db: Database, identity: IdentityRow) => Promise<void>;
  readonly change: (db: Database, id: string, changed: ChangedIdentity) => Promise<void>;
  /**
   * Says that a push repeats what the user is already.
   * @returns whether the network refused it so far. It is tried again then.
   */
  readonly pushedAgain: (db: Database, id: string) => Promise<boolean>;
  /** Says that the ledger of the identities of these users has changed. */
  readonly attributesChanged: (db: Database, userIds: readonly string[], now: string) => Promise<void>;
  /** Deletes the identity of a user, and with it the user, the memberships and the ledger. */
  readonly delete: (db: Database, id: string) => Promise<void>;
  /** Gives identities the values that a mapping plans for them. The plan has no conflicts. */
  readonly applyMapping: (db: Database, changes: readonly IdentityChange[], now: Date) => Promise<void>;
  /**
   * Domain rule 7: lets go of the identities of an integration that is deleted, and deletes its users.
   * @returns how many identities it let go of
   */
  readonly release: (
    db: Database,
    integrationId: string,
    onDelete: IdentitiesOnDelete,
    now: Date,
  ) => Promise<number>;
}
