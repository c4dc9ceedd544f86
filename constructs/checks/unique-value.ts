import { isKnown, type Problem } from "./checks";
import { Neighbours, type Place, proximity } from "./neighbours";
import { inform } from "./notice";

interface Holder extends Place {
  readonly value: string;
}

/** A value that only one object of a network can have, such as the name of an integration. */
export class UniqueValue {
  readonly #holders = new Neighbours<Holder>();

  /** `prop` is the name of the prop, `fix` says what to do about a second object with the value. */
  constructor(
    private readonly prop: string,
    private readonly fix: string,
  ) {}

  /** The problem of a value that another construct of the same network has; null when there is none. */
  problem(value: string | undefined, place: Place): Problem {
    const holder = this.#others(value, place).find((other) => proximity(place, other) === "same network");
    return holder === undefined
      ? null
      : `${this.prop} must be unique in the network, got ${JSON.stringify(value)}, which ` +
          `${holder.construct.node.path} has too; ${this.fix}`;
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
        `${this.prop} is ${JSON.stringify(value)}, and ${where}; that fails if both are in one network`,
      );
    }
    if (isKnown(value)) this.#holders.add({ ...place, value });
  }

  /** Terraform alone knows an unresolved value, so it is equal to none. */
  #others(value: string | undefined, { construct }: Place): Holder[] {
    return isKnown(value) ? this.#holders.of(construct).filter((other) => other.value === value) : [];
  }
}
