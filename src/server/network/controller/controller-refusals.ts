import { ApiError } from "../../../client/errors/api-error";
import { ConnectionError } from "../../../client/errors/connection-error";
import { CredentialsError } from "../../../client/errors/credentials-error";
import { IncompleteListError } from "../../../client/errors/incomplete-list-error";
import { NetworkChoiceError } from "../../../client/errors/network-choice-error";
import { AttemptFailure } from "../../../client/http/attempt-failure";
import type { CallLimits } from "./controller-api";
import { type RefusedField, Unanswered, Unauthorized, Unavailable } from "./controller-error";

/** What a controller said when it refused a write. */
export interface Refusal {
  readonly message: string;
  readonly field: RefusedField;
  /** The value that another identity has; null when that is not the reason. */
  readonly taken: string | null;
}

const DUPLICATE = /duplicate value '(.*)' in unique index on identities store/s;
const UNKNOWN_POLICY = /authPolicy with id (.*) not found/s;
const FIELDS: readonly NonNullable<RefusedField>[] = [
  "name",
  "externalId",
  "authPolicyId",
  "roleAttributes",
  "tags",
];

/**
 * Why a controller refused the settings of an identity; null when the failure says something else. A clash is
 * a 400 of a create, and a 500 of a PATCH.
 */
export function refusalOf(failure: unknown, sent: { readonly externalId?: unknown }): Refusal | null {
  if (!(failure instanceof ApiError)) return null;
  const { message, errors, fieldErrors, status } = failure;
  const reasons = [...fieldErrors.map(({ reason }) => reason), ...errors];
  const taken = firstMatch(reasons, DUPLICATE);
  if (taken !== null) {
    const said = FIELDS.find((field) => field === fieldErrors[0]?.field);
    return { message, field: said ?? (taken === sent.externalId ? "externalId" : "name"), taken };
  }
  if (firstMatch(reasons, UNKNOWN_POLICY) !== null) return { message, field: "authPolicyId", taken: null };
  // Too many identities or names that no database takes are a 500 as well. Those may not be sent again.
  if (reasons.some((reason) => /key too large|does not allow null or empty/.test(reason))) {
    return { message, field: null, taken: null };
  }
  if (status < 400 || status >= 500 || [401, 403, 404, 408, 429].includes(status)) return null;
  return { message, field: FIELDS.find((field) => field === fieldErrors[0]?.field) ?? null, taken: null };
}

/** Whether a PATCH was refused because it changes nothing. */
export function changesNothing(failure: unknown): boolean {
  return failure instanceof ApiError && failure.errors.some((text) => text.includes("no fields updated"));
}

function firstMatch(texts: readonly string[], pattern: RegExp): string | null {
  for (const text of texts) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

/** The statuses with which a server says that it has not done what was asked. */
const NOTHING_DONE: ReadonlySet<number> = new Set([408, 429, 503]);

/** The error of the port for a failure of a read. */
export function readFailure(failure: unknown): Error {
  return refusedAccount(failure) ?? new Unavailable(textOf(failure), { cause: failure });
}

/** The error of the port for a failure of a write, when the controller did not refuse what was sent. */
export function writeFailure(failure: unknown, { signal }: CallLimits): Error {
  const refused = refusedAccount(failure);
  if (refused !== null) return refused;
  const text = textOf(failure);
  const isUndone =
    (failure instanceof ApiError && NOTHING_DONE.has(failure.status)) ||
    // A POST or PATCH is sent again only when it did not get there, so the last attempt speaks for all.
    (failure instanceof ConnectionError && neverSent(failure));
  if (isUndone && signal?.aborted !== true) return new Unavailable(text, { cause: failure });
  return new Unanswered(text, { cause: failure });
}

function refusedAccount(failure: unknown): Unauthorized | null {
  const isRefused =
    failure instanceof CredentialsError ||
    failure instanceof NetworkChoiceError ||
    (failure instanceof ApiError && (failure.status === 401 || failure.status === 403));
  return isRefused ? new Unauthorized(failure.message, { cause: failure }) : null;
}

function neverSent({ cause }: ConnectionError): boolean {
  return cause instanceof AttemptFailure && (cause.neverSent || cause.reason === "tls");
}

/** Without the reasons of an answer: they may quote names of people, and the message goes to the log. */
function textOf(failure: unknown): string {
  if (failure instanceof ApiError) return `${failure.request} was answered with ${failure.status}`;
  if (failure instanceof IncompleteListError) return failure.message;
  return failure instanceof Error ? failure.message : String(failure);
}
