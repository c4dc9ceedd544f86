import { EDGE_ERROR_STATUS, type EdgeErrorCode } from "../../contract/errors";
import type { ValidationIssue } from "../../contract/parse";

/** The field that an error is about, and the reason. Never the value, because it may be a secret. */
export interface FieldCause {
  readonly field: string;
  readonly reason: string;
}

/** An error of the edge API. Every other error is answered as UNHANDLED. */
export class EdgeError extends Error {
  readonly status: number;

  constructor(
    readonly code: EdgeErrorCode,
    message: string,
    readonly fieldCause: FieldCause | null = null,
  ) {
    super(message);
    this.name = "EdgeError";
    this.status = EDGE_ERROR_STATUS[code];
  }
}

/** What is wrong with the session of a call. */
export type SessionProblem = "missing" | "invalid";

/** UNAUTHORIZED. `session` says what is wrong with the session. Null when the call needs no session. */
export class UnauthorizedError extends EdgeError {
  constructor(
    message: string,
    readonly session: SessionProblem | null,
  ) {
    super("UNAUTHORIZED", message);
  }
}

/** COULD_NOT_VALIDATE for one field of the body. */
export function invalidField(field: string, reason: string): EdgeError {
  return new EdgeError("COULD_NOT_VALIDATE", `${field === "" ? "the body" : field} ${reason}`, {
    field,
    reason,
  });
}

/**
 * COULD_NOT_VALIDATE for a body that does not match its schema. The cause is the first issue. The message
 * names every issue.
 */
export function invalidBody(issues: readonly ValidationIssue[]): EdgeError {
  const [first = { field: "", reason: "does not fit" }] = issues;
  const message = issues
    .map(({ field, reason }) => `${field === "" ? "the body" : field}: ${reason}`)
    .join("; ");
  return new EdgeError("COULD_NOT_VALIDATE", message, first);
}

/** NOT_FOUND for an id in the path. */
export function unknownId(kind: string, id: string): EdgeError {
  return new EdgeError("NOT_FOUND", `there is no ${kind} with the id ${JSON.stringify(id)}`);
}

/** NOT_FOUND for an id that a field of the body refers to. */
export function unknownReference(field: string, kind: string, id: string): EdgeError {
  const reason = `names no ${kind} of the network: ${JSON.stringify(id)}`;
  return new EdgeError("NOT_FOUND", `${field} ${reason}`, { field, reason });
}

/** COULD_NOT_VALIDATE for a value that must be unique in the network. Another object already has it. */
export function taken(field: string, holder: string): EdgeError {
  return invalidField(field, `is already used by ${holder}; it has to be unique in the network`);
}
