import type { Schema } from "../schema/schema";
import type { TypeOf } from "../schema/type-of";
import type { StateOf } from "../schema/types";
import type { Upgrades } from "./upgrades";

/** One attribute of an identity: a string, a number, a bool, or a list of one of these. */
export interface IdentityAttribute {
  /** The type, from {@link types}. */
  readonly type: TypeOf<unknown>;
  /** Markdown. */
  readonly description: string;
  /** Lets an import leave the attribute out. */
  readonly optional?: boolean;
}

/** The values of an identity, by attribute. */
export type IdentityValues = Readonly<Record<string, unknown>>;

/**
 * The resource identity: the few values that tell one object from all others, as long as it exists. The
 * framework sends it with every answer that holds the object. So a state without an identity gets one at its
 * next read.
 */
export interface IdentityDefinition<S extends Schema> {
  /** Raise it when stored identities need an upgrade. Default: 0. */
  readonly version?: number;
  readonly attributes: Readonly<Record<string, IdentityAttribute>>;
  /** The identity of an object. It must not change while the object exists. */
  of(state: StateOf<S>): IdentityValues;
  /**
   * Returns what the identity tells about its object. Terraform then reads the object. Without this function,
   * each identity value becomes the state's attribute of the same name.
   */
  import?(identity: IdentityValues): Partial<StateOf<S>>;
  /** Upgrades stored identities, as the resource's `upgrade` upgrades its state. */
  readonly upgrade?: Upgrades;
}
