import type { PrivateState } from "./private-state";

/** An object stored under another type, maybe by another provider. */
export interface MoveRequest {
  /** The full address of the provider it was stored by. */
  readonly providerAddress: string;
  readonly typeName: string;
  /** The version of the schema it was stored under. */
  readonly schemaVersion: number;
  /** The stored attributes, as that provider left them. */
  readonly state: Readonly<Record<string, unknown>>;
  /** What the other type had stored, and what this one will have. Of another provider's data only take what you know. */
  readonly privateState: PrivateState;
}
