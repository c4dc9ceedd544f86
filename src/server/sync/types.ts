/** What the sync rules read of a SCIM user; attributes by their canonical names. */
export type SyncUser = Readonly<Record<string, unknown>> & {
  readonly userName: string;
  readonly active: boolean;
};

/** What the rules make of a user, before uniqueness is looked at. */
export interface IdentityDraft {
  readonly name: string;
  readonly externalId: string | null;
  readonly authPolicyId: string;
}

/** Who supplied an attribute of an identity. A group has its id as `sourceId`; the others an empty one. */
export type LedgerSource = "group" | "role" | "entitlement" | "manual";

/** One attribute of one identity, from one source. The identity's role attributes are the union. */
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

/** Something a person should know that did not stop the push. Never carries a secret. */
export interface SyncWarning {
  readonly rule: number;
  readonly message: string;
}
