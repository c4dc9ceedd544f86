import {
  type JwtCheck,
  SIGN_IN_STEPS,
  type SignInFailure,
  type SignInStep,
} from "../../contract/gateway/jwt-check";

export type TracedStep = JwtCheck["steps"][number];

/** Records the steps of a sign-in check, each once and in order. */
export class Trace {
  readonly #steps: TracedStep[] = [];

  passed(step: SignInStep, detail: string): void {
    this.#steps.push({ step, outcome: "passed", failure: null, detail });
  }

  failed(step: SignInStep, failure: SignInFailure, detail: string): void {
    this.#steps.push({ step, outcome: "failed", failure, detail });
  }

  /** The first failure. Null while there is none. */
  get failure(): SignInFailure | null {
    return this.#steps.find(({ failure }) => failure !== null)?.failure ?? null;
  }

  /** Every step. Those after the last recorded one are `not-reached`. */
  get steps(): TracedStep[] {
    const rest = SIGN_IN_STEPS.slice(this.#steps.length);
    return [
      ...this.#steps,
      ...rest.map(
        (step): TracedStep => ({
          step,
          outcome: "not-reached",
          failure: null,
          detail: "an earlier step failed",
        }),
      ),
    ];
  }
}
