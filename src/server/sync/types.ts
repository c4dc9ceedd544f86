/** A SCIM user as the sync rules read it. Attributes have their canonical names. */
export type SyncUser = Readonly<Record<string, unknown>> & {
  readonly userName: string;
  readonly active: boolean;
};

/** What the rules derive from a user. The values may not be unique yet. */
export interface IdentityDraft {
  readonly name: string;
  /** Empty: no external ID. With several, the one in use counts. */
  readonly externalIds: readonly string[];
}

/** The values of an identity that the mapping decides. */
export interface MappedValues {
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

/** Something that a person should know about a push, even when it succeeds. It never holds a secret. */
export interface SyncWarning {
  readonly rule: number;
  readonly message: string;
  /**
   * What a push that disables a user could not change: a value that is taken, or anything, because it is
   * `invalid`. Absent for other warnings.
   */
  readonly clash?: ClashingValue | "invalid";
}

/** A value that must be unique: the userName in the integration, the other two in the network. */
export type ClashingValue = "userName" | "identityName" | "externalId";
