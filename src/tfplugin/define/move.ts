import type { PrivateState } from "./private-state";

/** An object stored under another type, perhaps by another provider. */
export interface MoveRequest {
  /** The full address of the provider that stored it. */
  readonly providerAddress: string;
  readonly typeName: string;
  /** The schema version at which that provider stored it. */
  readonly schemaVersion: number;
  /** The stored attributes, as that provider left them. */
  readonly state: Readonly<Record<string, unknown>>;
  /**
   * It holds the other type's data at first. What you set becomes this type's data. Rely only on data whose
   * format you know.
   */
  readonly privateState: PrivateState;
}
