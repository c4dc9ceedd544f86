import type { Exchange } from "../common/exchange";
import type { Expectation } from "../common/expectation";
import type { ReceivedAnswer } from "../common/scim-message";

/**
 * The problems of an answer: first by what the request expects, then by the provider's general rules. Empty
 * when nothing is wrong. A refusal is one problem, whatever its body is.
 */
export function problemsOf(exchange: Exchange, rules: readonly Expectation[]): string[] {
  const { request, answer, noAnswerReason } = exchange;
  if (answer === null) return [`no answer: ${noAnswerReason}`];
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
