import type { IConstruct } from "constructs";

/** How a policy lets people in, at the end of the synthesis. */
export interface SignInWays {
  readonly certificate: boolean;
  readonly password: boolean;
  readonly jwt: boolean;
  /** The JWT signers that it accepts; null for every one. */
  readonly signers: readonly IConstruct[] | null;
}

/** The ways of each AuthPolicy of this process. An imported policy has none here: nothing is known of it. */
export const signInWays = new WeakMap<IConstruct, () => SignInWays>();
