import type { Construct } from "constructs";
import type { Problem } from "../checks/checks";
import type { IScimIntegration } from "./scim-integration-interface";

/** Something that an integration has only once. A second construct for it would conflict with the first. */
export class OnePerIntegration {
  readonly #holders = new WeakMap<IScimIntegration, Construct>();

  /** `what` completes "integration already has …", `fix` says what to do instead. */
  constructor(
    private readonly what: string,
    private readonly fix: string,
  ) {}

  /** The problem of adding another one; null when there is none. */
  problem(integration: IScimIntegration): Problem {
    const holder = this.#holders.get(integration);
    return holder === undefined
      ? null
      : `integration already has ${this.what}, at ${holder.node.path}; ${this.fix}`;
  }

  /** Records that the integration has it. */
  take(integration: IScimIntegration, holder: Construct): void {
    this.#holders.set(integration, holder);
  }
}
