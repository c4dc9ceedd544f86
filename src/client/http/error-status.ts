import { EDGE_ERROR_STATUS, edgeError } from "../../contract/errors";
import { parse } from "../../contract/parse";
import { jsonOf } from "./json";
import type { ApiAnswer } from "./message";

const STATUSES: Readonly<Record<string, number>> = EDGE_ERROR_STATUS;

/** The beginning of the error envelope. A list of thousands need not be parsed to see that it is none. */
const ERROR_ENVELOPE = /^\s*\{\s*"error"\s*:/;

/**
 * An answer of the edge API, with the status that belongs to its error. A controller answers every request
 * that prefers Brotli with 200, errors included, and whatever stands between may ask for it.
 */
export function withErrorStatus<Answer extends ApiAnswer>(answer: Answer): Answer {
  if (answer.status >= 400 || !ERROR_ENVELOPE.test(answer.text)) return answer;
  const json = jsonOf(answer);
  const parsed = json.ok ? parse(edgeError, json.value) : null;
  if (!parsed?.ok) return answer;
  return { ...answer, status: STATUSES[parsed.value.error.code] ?? 500 };
}
