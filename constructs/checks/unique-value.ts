import { Token } from "../framework";
import { isKnown, type Problem } from "./checks";
import { Neighbours, type Place, proximity } from "./neighbours";
import { inform } from "./notice";

interface Holder extends Place {
  readonly value: string;
}

/** How a problem names the value, and what it says to do about a second object with the value. */
export interface UniqueValueText {
  readonly prop: string;
  readonly fix: string;
  /** What to do about one value for all elements of `forEach`. */
  readonly forEachFix?: string;
}

/** A value that only one object of a network can have, such as the name of an integration. */
export class UniqueValue {
  readonly #holders = new Neighbours<Holder>();

  readonly #text: UniqueValueText;

  /** `prop` is the name of the prop, `fix` says what to do about a second object with the value. */
  constructor(prop: string, fix: string) {
    this.#text = { prop, fix };
  }

  /**
   * The problem of a value that another construct of the same network has, or that all elements of `forEach`
   * have; null when there is none. A construct that asks for one below it gives a text of its own.
   */
  problem(value: string | undefined, place: Place, text: UniqueValueText = this.#text): Problem {
    const { prop, fix, forEachFix = "take it from the iterator" } = text;
    const mustBe = `${prop} must be unique in the network, got ${JSON.stringify(value)}`;
    if (isKnown(value) && isForEachInOneNetwork(place)) {
      return `${mustBe} for every element of forEach; ${forEachFix}`;
    }
    const holder = this.#others(value, place).find((other) => proximity(place, other) === "same network");
    return holder === undefined ? null : `${mustBe}, which ${holder.construct.node.path} has too; ${fix}`;
  }

  /** Records the value. Tells the user where another construct has it and may be in the same network. */
  take(value: string | undefined, place: Place): void {
    const [holder] = this.#others(value, place).filter(
      (other) => proximity(place, other) === "maybe the same network",
    );
    if (holder !== undefined) {
      const where = `${holder.construct.node.path} has it too`;
      inform(
        place.construct,
        `${this.#text.prop} is ${JSON.stringify(value)}, and ${where}; that fails if both are in one network`,
      );
    }
    if (isKnown(value)) this.#holders.add({ ...place, value });
  }

  /** Terraform alone knows an unresolved value, so it is equal to none. */
  #others(value: string | undefined, { construct }: Place): Holder[] {
    return isKnown(value) ? this.#holders.of(construct).filter((other) => other.value === value) : [];
  }
}

/** An unresolved network may be another one for each element. */
function isForEachInOneNetwork({ forEach, networkId }: Place): boolean {
  return forEach !== undefined && !Token.isUnresolved(networkId);
}
