import type * as z from "zod/mini";
import { parse } from "../../contract/parse";
import { ApiContractError } from "../errors/api-contract-error";
import { errorOf } from "./error-answer";
import { contentType, jsonOf } from "./json";
import type { ApiAnswer, ApiRequest } from "./message";

/** Takes secrets out of a text. */
export type Mask = (text: string) => string;

/**
 * The body of a successful answer, checked. Throws ApiError or NotFoundError for an error answer, ApiContractError for
 * anything that is not what the contract says.
 */
export function expectBody<T>(
  request: ApiRequest,
  answer: ApiAnswer,
  schema: z.ZodMiniType<T>,
  mask: Mask,
): T {
  if (!isSuccess(answer)) throw errorOf(request, answer, mask);
  const json = jsonOf(answer);
  if (!json.ok) throw ApiContractError.notJson(request, answer.status, contentType(answer));
  const parsed = parse(schema, json.value);
  if (!parsed.ok) throw ApiContractError.doesNotFit(request, parsed.issues);
  return parsed.value;
}

/**
 * A success whose body says nothing: empty (204, and a real controller's 200), or JSON that is not looked at.
 * Throws as expectBody does; a page of HTML is no success.
 */
export function expectSuccess(request: ApiRequest, answer: ApiAnswer, mask: Mask): void {
  if (!isSuccess(answer)) throw errorOf(request, answer, mask);
  if (answer.text.trim() !== "" && !jsonOf(answer).ok) {
    throw ApiContractError.notJson(request, answer.status, contentType(answer));
  }
}

function isSuccess(answer: ApiAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}
