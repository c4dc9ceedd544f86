import type { Exchange, ReceivedAnswer } from "./exchange";

/** One thing an identity provider relies on in an answer. */
export interface Expectation {
  /** In words, as in `200 with an empty list`. */
  readonly wants: string;
  /** What is wrong with the answer; null: nothing. */
  readonly problem: (answer: ReceivedAnswer) => string | null;
}

/**
 * What is wrong with an answer by the provider's general rules and by what this request expects, most important first;
 * empty: nothing. A refusal is one problem, whatever else its body lacks.
 */
export function problemsOf(exchange: Exchange, rules: readonly Expectation[]): string[] {
  const { request, answer, silence } = exchange;
  if (answer === null) return [`no answer: ${silence}`];
  const accepted =
    (answer.status >= 200 && answer.status < 300) || request.alsoAccept?.includes(answer.status);
  if (!accepted) return [`status ${answer.status}${detailOf(answer)}; ${wanted(request.expect ?? [])}`];
  if (answer.body === undefined) return ["the body is not a JSON object"];
  return [...(request.expect ?? []), ...rules].flatMap(({ problem }) => problem(answer) ?? []);
}

function detailOf({ body }: ReceivedAnswer): string {
  return typeof body?.detail === "string" ? ` (${body.detail})` : "";
}

function wanted(expectations: readonly Expectation[]): string {
  const first = expectations[0];
  return `wanted ${first === undefined ? "a status of 2xx" : first.wants}`;
}
