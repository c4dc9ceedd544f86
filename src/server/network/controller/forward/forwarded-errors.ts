import { edgeError } from "../../../../contract/errors";
import { parse } from "../../../../contract/parse";
import type { ForwardedAnswer, ForwardedCall } from "../../edge-elsewhere";

/** An answer without anything to say. */
export const SUCCESS: ForwardedAnswer = { status: 200, body: { data: {}, meta: {} } };

const DUPLICATE = /duplicate value '(.*)' in unique index on \w+ store/s;
const UNIQUE_FIELDS = ["name", "externalId", "issuer"] as const;

/** A value that something else has, and the field that asked for it. */
export interface Clash {
  readonly field: string;
  readonly value: string;
}

/** Whether a PATCH was refused because what it asks for is there. */
export function changesNothing(answer: ForwardedAnswer): boolean {
  return reasonsOf(answer).some((reason) => reason.includes("no fields updated"));
}

/** A clash: a 400 of a create, a 500 of a change. Null when the answer says something else. */
export function clashOf(answer: ForwardedAnswer, sent: ForwardedCall["body"] = {}): Clash | null {
  for (const reason of reasonsOf(answer)) {
    const value = DUPLICATE.exec(reason)?.[1];
    if (value === undefined) continue;
    return { field: UNIQUE_FIELDS.find((field) => sent[field] === value) ?? "name", value };
  }
  return null;
}

/** The answer for a field that is refused, in the form of a controller. */
export function invalid(field: string, reason: string): ForwardedAnswer {
  const message = `${field} ${reason}`;
  const error = { code: "COULD_NOT_VALIDATE", message, requestId: "", cause: { field, reason } };
  return { status: 400, body: { error: { ...error, causeMessage: message }, meta: {} } };
}

function reasonsOf({ status, body }: ForwardedAnswer): string[] {
  if (status < 400) return [];
  const parsed = parse(edgeError, body);
  if (!parsed.ok) return [];
  const { message, cause } = parsed.value.error;
  if (cause === null || cause === undefined) return [message];
  return [message, "reason" in cause ? cause.reason : cause.message];
}
