import {
  type JwtCheck,
  SIGN_IN_STEPS,
  type SignInFailure,
  type SignInLink,
  type SignInStep,
  type StepOutcome,
} from "../../contract/gateway/jwt-check";

/** A step with the codes that this version knows. */
interface TracedStep extends AnsweredStep {
  readonly step: SignInStep;
  readonly outcome: StepOutcome;
  readonly failure: SignInFailure | null;
}

type AnsweredStep = JwtCheck["steps"][number];

/** Records the steps of a sign-in check, each once and in order. */
export class Trace {
  readonly #steps: TracedStep[] = [];

  passed(step: SignInStep, detail: string, ...links: SignInLink[]): void {
    this.#add({ step, outcome: "passed", failure: null, detail }, links);
  }

  failed(step: SignInStep, failure: SignInFailure, detail: string, ...links: SignInLink[]): void {
    this.#add({ step, outcome: "failed", failure, detail }, links);
  }

  notChecked(step: SignInStep, detail: string): void {
    this.#add({ step, outcome: "not-checked", failure: null, detail }, []);
  }

  #add(step: TracedStep, links: SignInLink[]): void {
    this.#steps.push(links.length === 0 ? step : { ...step, links });
  }

  /** The failures, in order. Only the second factors can both fail. */
  get failures(): SignInFailure[] {
    return this.#steps.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  }

  /** The first failure. Null while there is none. */
  get failure(): SignInFailure | null {
    return this.failures[0] ?? null;
  }

  /** Every step. Those after the last recorded one are `not-reached`. */
  get steps(): TracedStep[] {
    const rest = SIGN_IN_STEPS.slice(this.#steps.length);
    const detail = "an earlier step failed";
    return [
      ...this.#steps,
      ...rest.map((step): TracedStep => ({ step, outcome: "not-reached", failure: null, detail })),
    ];
  }
}
