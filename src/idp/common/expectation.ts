import type { ReceivedAnswer } from "./scim-message";

/** One thing an identity provider relies on in an answer. */
export interface Expectation {
  /** In words, as in `200 with an empty list`. */
  readonly wants: string;
  /** What is wrong with the answer. Null when nothing is. */
  readonly problem: (answer: ReceivedAnswer) => string | null;
}
