import { type Answer, edgeErrorBody } from "../loopback";

export type Entity = { readonly id: string; readonly name: string } & Readonly<Record<string, unknown>>;
export type Given = Readonly<Record<string, unknown>>;

/** `meta` of an answer that is no list. */
export const META = { apiVersion: "0.0.1", apiEnrollmentVersion: "0.0.1" };
/** When everything in a stand-in was made. */
export const CREATED = "2026-01-01T00:00:00.000Z";

export function found(data: unknown): Answer {
  return { body: { data, meta: META } };
}

export function made(id: string): Answer {
  return { status: 201, body: { data: { id }, meta: {} } };
}

export function error(status: number, code: string, message: string, cause?: unknown): Answer {
  return { status, body: edgeErrorBody(code, message, cause) };
}

/** A call without a session that may do it. */
export function unauthorized(): Answer {
  const headers = { "www-authenticate": 'zt-session realm="zt-session"' };
  const cause = { code: "UNHANDLED", message: "unauthenticated for invalid credentials" };
  const message =
    "The request could not be completed. The session is not authorized or the credentials are invalid";
  return { ...error(401, "UNAUTHORIZED", message, cause), headers };
}

/** A sign-in that is refused, for whatever reason. */
export function invalidAuth(): Answer {
  return error(401, "INVALID_AUTH", "The authentication request failed");
}

export function notFound(message: string): Answer {
  return error(404, "NOT_FOUND", GONE, { code: "UNHANDLED", message });
}

export function namesNothing(field: string, value: unknown): Answer {
  return error(404, "NOT_FOUND", GONE, { field, reason: "not found", value });
}

export function unhandled(message: string): Answer {
  return error(500, "UNHANDLED", "An unhandled error occurred", { code: "UNHANDLED", message });
}

export function invalid(field: string, reason: string, value: unknown): Answer {
  return error(400, "COULD_NOT_VALIDATE", INVALID, { field, reason, value });
}

/** A field that the body must have. */
export function missing(field: string): Answer {
  return invalid(field, `${field} in body is required`, "<nil>");
}

export function unreadable(kind: string, reason: string): Answer {
  const message = `parsing ${kind} body from "" failed, because ${reason}`;
  const cause = { code: "UNHANDLED", message };
  return error(400, "COULD_NOT_PARSE_BODY", "The body of the request could not be parsed", cause);
}

export function inUse(field: string, kind: string, ids: readonly string[]): Answer {
  const message = "the entity cannot be deleted because it is referenced by another entity, see cause";
  const reason = `entity type ${kind} referenced by: [${ids}]`;
  return error(409, "CAN_NOT_DELETE_REFERENCED_ENTITY", message, { field, reason, value: `[${ids}]` });
}

const GONE = "The resource requested was not found or is no longer available";
const INVALID =
  "The supplied request contains an invalid document or no valid accept content were available, see cause";

/** Whether another entity has the value. */
export function isTaken(
  entities: ReadonlyMap<string, Entity>,
  field: string,
  value: unknown,
  own: string | null,
): boolean {
  if (value === undefined) return false;
  return [...entities.values()].some((entity) => entity.id !== own && entity[field] === value);
}

export function isGiven(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
