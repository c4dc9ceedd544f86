import type { Construct } from "constructs";
import type { Problem } from "./checks";
import type { IScimIntegration } from "./scim-integration-interface";

/** Something that an integration has once, so that a second construct for it would fight the first. */
export class OnePerIntegration {
  readonly #holders = new WeakMap<IScimIntegration, Construct>();

  /** `what` completes "integration already has …", `fix` says what to do instead. */
  constructor(
    private readonly what: string,
    private readonly fix: string,
  ) {}

  /** What is wrong with adding another one. */
  problem(integration: IScimIntegration): Problem {
    const holder = this.#holders.get(integration);
    return holder === undefined
      ? null
      : `integration already has ${this.what}, at ${holder.node.path}; ${this.fix}`;
  }

  /** The integration has it now. */
  take(integration: IScimIntegration, holder: Construct): void {
    this.#holders.set(integration, holder);
  }
}
