import { edgeError, gatewayError } from "../../contract/errors";
import { parse } from "../../contract/parse";
import { ApiContractError } from "../errors/api-contract-error";
import { ApiError, type ApiErrorDetails } from "../errors/api-error";
import { NotFoundError } from "../errors/not-found-error";
import { contentType, jsonOf } from "./json";
import { type ApiAnswer, type ApiRequest, describe } from "./message";

/** Turns an unsuccessful answer into an error. `mask` removes secrets from the server's text. */
export function errorOf(request: ApiRequest, answer: ApiAnswer, mask: (text: string) => string): Error {
  const json = jsonOf(answer);
  const details = json.ok ? (gatewayDetails(json.value) ?? edgeDetails(json.value)) : null;
  if (details === null) return unreadable(request, answer);
  const masked: ApiErrorDetails = {
    request: describe(request),
    status: answer.status,
    label: mask(details.label),
    errors: details.errors.map(mask),
    fieldErrors: details.fieldErrors.map(({ field, reason }) => ({
      field: mask(field),
      reason: mask(reason),
    })),
    traceId: mask(details.traceId),
    advice: details.advice,
  };
  return answer.status === 404 ? new NotFoundError(masked) : new ApiError(masked);
}

type ErrorBody = Omit<ApiErrorDetails, "request" | "status">;

function gatewayDetails(body: unknown): ErrorBody | null {
  const parsed = parse(gatewayError, body);
  if (!parsed.ok) return null;
  const { errors, fieldErrors, status, traceId } = parsed.value;
  return { label: status.label, errors, fieldErrors: fieldErrors ?? [], traceId };
}

/** Advice for codes whose status alone would suggest something else. */
const EDGE_ADVICE: Readonly<Record<string, string>> = {
  // A 401 of the edge API gets here only after the client tried a new session.
  UNAUTHORIZED:
    "The controller refuses a new session as well, so the account may not do this. Give it the rights " +
    "of an administrator",
};

function edgeDetails(body: unknown): ErrorBody | null {
  const parsed = parse(edgeError, body);
  if (!parsed.ok) return null;
  const { code, message, requestId, cause, causeMessage } = parsed.value.error;
  const fieldErrors = cause && "field" in cause ? [{ field: cause.field, reason: cause.reason }] : [];
  const nested = cause && "code" in cause ? [cause.message] : [];
  const errors = [message, ...nested, ...(causeMessage === undefined ? [] : [causeMessage])];
  return { label: code, errors, fieldErrors, traceId: requestId, advice: EDGE_ADVICE[code] };
}

/**
 * The answer has no error body of the API. Its status still counts, except 404: that does not prove the
 * object is gone.
 */
function unreadable(request: ApiRequest, answer: ApiAnswer): Error {
  if (answer.status < 400 || answer.status === 404) {
    return ApiContractError.notJson(request, answer);
  }
  const source = contentType(answer) || "no body";
  const errors = [`the answer (${source}) is no error of the API, so something in between may have given it`];
  return new ApiError({
    request: describe(request),
    status: answer.status,
    label: "HTTP error",
    errors,
    fieldErrors: [],
    traceId: "",
  });
}
