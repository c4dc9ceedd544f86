/** A SCIM user as the sync rules read it. Attributes have their canonical names. */
export type SyncUser = Readonly<Record<string, unknown>> & {
  readonly userName: string;
  readonly active: boolean;
};

/** The identity that the rules make of a user. Nothing has checked yet that its values are unique. */
export interface IdentityDraft {
  readonly name: string;
  readonly externalId: string | null;
  readonly authPolicyId: string;
}

/** Who supplied an attribute of an identity. Only a group has a `sourceId`: its id. */
export type LedgerSource = "group" | "role" | "entitlement" | "manual";

/** One attribute of one identity from one source. The role attributes of the identity are the union. */
export interface LedgerEntry {
  readonly source: LedgerSource;
  readonly sourceId: string;
  readonly value: string;
}

export interface LedgerChange {
  readonly add: readonly LedgerEntry[];
  readonly remove: readonly LedgerEntry[];
  readonly warnings: readonly SyncWarning[];
}

/** Something a person should know although the push succeeded. It never holds a secret. */
export interface SyncWarning {
  readonly rule: number;
  readonly message: string;
}
