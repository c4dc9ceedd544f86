import { edgeError, gatewayError } from "../../contract/errors";
import { parse } from "../../contract/parse";
import { ApiContractError } from "../errors/api-contract-error";
import { ApiError, type ApiErrorDetails } from "../errors/api-error";
import { NotFoundError } from "../errors/not-found-error";
import { contentType, jsonOf } from "./json";
import type { ApiAnswer } from "./message";

/** Makes an error of an answer that is no success. `mask` takes secrets out of what the server wrote. */
export function errorOf(request: string, answer: ApiAnswer, mask: (text: string) => string): Error {
  const json = jsonOf(answer);
  const details = json.ok ? (gatewayDetails(json.value) ?? edgeDetails(json.value)) : null;
  if (details === null) return unreadable(request, answer);
  const masked: ApiErrorDetails = {
    request,
    status: answer.status,
    label: mask(details.label),
    errors: details.errors.map(mask),
    fieldErrors: details.fieldErrors.map(({ field, reason }) => ({
      field: mask(field),
      reason: mask(reason),
    })),
    traceId: mask(details.traceId),
  };
  return answer.status === 404 ? new NotFoundError(masked) : new ApiError(masked);
}

type Said = Omit<ApiErrorDetails, "request" | "status">;

function gatewayDetails(body: unknown): Said | null {
  const parsed = parse(gatewayError, body);
  if (!parsed.ok) return null;
  const { errors, fieldErrors, status, traceId } = parsed.value;
  return { label: status.label, errors, fieldErrors: fieldErrors ?? [], traceId };
}

function edgeDetails(body: unknown): Said | null {
  const parsed = parse(edgeError, body);
  if (!parsed.ok) return null;
  const { code, message, requestId, cause, causeMessage } = parsed.value.error;
  const fieldErrors = cause && "field" in cause ? [{ field: cause.field, reason: cause.reason }] : [];
  const nested = cause && "code" in cause ? [cause.message] : [];
  const errors = [message, ...nested, ...(causeMessage === undefined ? [] : [causeMessage])];
  return { label: code, errors, fieldErrors, traceId: requestId };
}

/** No error body of the API. The status still tells something, except 404, which then proves nothing. */
function unreadable(request: string, answer: ApiAnswer): Error {
  if (answer.status < 400 || answer.status === 404) {
    return ApiContractError.notJson(request, answer.status, contentType(answer));
  }
  const source = contentType(answer) || "no body";
  const errors = [`the answer (${source}) is no error of the API, so something in between may have given it`];
  return new ApiError({
    request,
    status: answer.status,
    label: "HTTP error",
    errors,
    fieldErrors: [],
    traceId: "",
  });
}
