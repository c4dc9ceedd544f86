import { contentType } from "../../client/http/json";
import { type ApiAnswer, type ApiRequest, describe } from "../../client/http/message";

/** The API of an IdP refused a call, or did not do what was asked. */
export class IdpRefusal extends Error {
  override readonly name = "IdpRefusal";
}

/** How one IdP speaks of a refusal. */
export interface RefusalWords {
  /** "Okta". */
  readonly idp: string;
  /** What the body of an error says; null for a body that is none of this IdP's. */
  said(answer: ApiAnswer): string | null;
  /** What to do about a status; empty when there is nothing to say. */
  advice(answer: ApiAnswer): string;
}

/** How much of what an IdP says an error holds. */
const LONGEST_TEXT = 500;

/**
 * The error for an answer of 400 or more.
 * @param mask removes secrets from what the IdP says.
 */
export function refusalOf(
  request: ApiRequest,
  answer: ApiAnswer,
  words: RefusalWords,
  mask: (text: string) => string,
): IdpRefusal {
  const { idp } = words;
  const said =
    words.said(answer) ??
    `the answer (${contentType(answer) || "no body"}) is no error of ${idp}, so something in between may ` +
      "have given it";
  const masked = mask(said.replace(/\s+/g, " ").trim());
  const shown = masked.length <= LONGEST_TEXT ? masked : `${masked.slice(0, LONGEST_TEXT)}…`;
  const toDo = words.advice(answer) || generalAdvice(answer, idp);
  const { host } = new URL(request.url);
  const what = `${describe(request)} at ${host} answered ${answer.status}: ${withoutStop(shown)}.`;
  return new IdpRefusal(toDo === "" ? what : `${what} ${toDo}`);
}

function generalAdvice({ status, headers }: ApiAnswer, idp: string): string {
  if (status === 429) return `${idp} asks for fewer requests. Run the command again ${waitText(headers)}.`;
  return status >= 500 ? `${idp} is not available at the moment. Run the command again later.` : "";
}

function waitText(headers: ApiAnswer["headers"]): string {
  const seconds = headers["retry-after"] ?? "";
  if (/^\d+$/.test(seconds)) return `in ${seconds} s`;
  // Okta names the second of its clock from which it accepts calls again.
  const reset = Number(headers["x-rate-limit-reset"] ?? Number.NaN);
  const end = new Date(reset * 1000);
  return Number.isNaN(end.getTime()) ? "later" : `after ${end.toISOString().replace(".000Z", "Z")}`;
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}
