import type { Schema } from "../schema/schema";
import type { TypeOf } from "../schema/type-of";
import type { StateOf } from "../schema/types";
import type { Upgrades } from "./upgrades";

/** One attribute of an identity: a string, number or bool, or a list of them. */
export interface IdentityAttribute {
  /** The type, from {@link types}. */
  readonly type: TypeOf<unknown>;
  /** Markdown. */
  readonly description: string;
  /** An import can leave it out; otherwise it must be given. */
  readonly optional?: boolean;
}

/** The values of an identity, by attribute. */
export type IdentityValues = Readonly<Record<string, unknown>>;

/**
 * The resource identity: the few values that tell an object from every other one, for as long as it lives. The framework
 * returns it with every answer that has the object, so states from before there was an identity get one as they are read.
 */
export interface IdentityDefinition<S extends Schema> {
  /** Raised when stored identities need an upgrade; 0 when left out. */
  readonly version?: number;
  readonly attributes: Readonly<Record<string, IdentityAttribute>>;
  /** The identity of an object. Must not change while the object lives. */
  of(state: StateOf<S>): IdentityValues;
  /**
   * What is known of the object with an identity; Terraform then reads it. Left out: every value is that of the state's
   * attribute of the same name.
   */
  import?(identity: IdentityValues): Partial<StateOf<S>>;
  /** Brings stored identities up to date, as the resource's `upgrade` does for its state. */
  readonly upgrade?: Upgrades;
}
