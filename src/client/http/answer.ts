import type * as z from "zod/mini";
import { parse } from "../../contract/parse";
import { ApiContractError } from "../errors/api-contract-error";
import { errorOf } from "./error-answer";
import { jsonOf } from "./json";
import type { ApiAnswer, ApiRequest } from "./message";

/** Removes secrets from a text. */
export type Mask = (text: string) => string;

/**
 * Checks a successful answer and returns its body. Throws ApiError or NotFoundError for an error answer, and
 * ApiContractError for a body that breaks the contract.
 */
export function expectBody<T>(
  request: ApiRequest,
  answer: ApiAnswer,
  schema: z.ZodMiniType<T>,
  mask: Mask,
): T {
  if (!isSuccess(answer)) throw errorOf(request, answer, mask);
  const json = jsonOf(answer);
  if (!json.ok) throw ApiContractError.notJson(request, answer);
  const parsed = parse(schema, json.value);
  if (!parsed.ok) throw ApiContractError.doesNotFit(request, parsed.issues);
  return parsed.value;
}

/**
 * Checks a successful answer without reading its body: empty (204, or a controller's 200) or any JSON. Throws
 * as expectBody does, for HTML too.
 */
export function expectSuccess(request: ApiRequest, answer: ApiAnswer, mask: Mask): void {
  if (!isSuccess(answer)) throw errorOf(request, answer, mask);
  if (answer.text.trim() !== "" && !jsonOf(answer).ok) {
    throw ApiContractError.notJson(request, answer);
  }
}

function isSuccess(answer: ApiAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}
