import type { IConstruct } from "constructs";
import { type ITerraformIterator, type TerraformProvider, TerraformStack } from "../framework";
import { isKnown } from "./checks";

/** Where the object of a construct is. Undefined stands for the default of the stack or of the provider. */
export interface Place {
  readonly construct: IConstruct;
  readonly provider?: TerraformProvider;
  readonly networkId?: string;
  /** Makes one object for each element. */
  readonly forEach?: ITerraformIterator;
}

/** Whether two objects are in one network. The app cannot always tell. */
export type Proximity = "same network" | "maybe the same network" | "another network";

/** Compares two places by what the app knows of them. */
export function proximity(one: Place, other: Place): Proximity {
  const networks = [one.networkId, other.networkId];
  if (networks.every(isKnown) && one.networkId !== other.networkId) return "another network";
  const same =
    TerraformStack.of(one.construct) === TerraformStack.of(other.construct) &&
    one.provider === other.provider &&
    one.networkId === other.networkId;
  return same ? "same network" : "maybe the same network";
}

/** Remembers the constructs of one kind of every app. */
export class Neighbours<T extends Place> {
  readonly #byApp = new WeakMap<IConstruct, T[]>();

  /** Adds a construct. */
  add(place: T): void {
    this.#all(place).push(place);
  }

  /** All constructs of the app that a construct belongs to, in the order in which they were made. */
  of(construct: IConstruct): readonly T[] {
    return this.#byApp.get(construct.node.root) ?? [];
  }

  #all({ construct }: Place): T[] {
    const { root } = construct.node;
    const known = this.#byApp.get(root) ?? [];
    this.#byApp.set(root, known);
    return known;
  }
}
