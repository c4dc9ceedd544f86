import type { FastifyRequest } from "fastify";
import type { ZodMiniType } from "zod/mini";
import { parse } from "../../contract/parse";
import { invalidBody, invalidField } from "./edge-error";

/** A JSON object by its keys. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The body as an object. @throws EdgeError COULD_NOT_VALIDATE for anything else. */
export function readObject(request: FastifyRequest): JsonObject {
  const { body } = request;
  if (isObject(body)) return body;
  throw invalidField("", "must be a JSON object");
}

/**
 * The body, checked. Fields the schema does not know are ignored, as a controller does.
 * @throws EdgeError COULD_NOT_VALIDATE naming every field that does not fit.
 */
export function readBody<T>(schema: ZodMiniType<T>, request: FastifyRequest): T {
  return checked(schema, readObject(request));
}

/** A value, checked as {@link readBody} checks the body. */
export function checked<T>(schema: ZodMiniType<T>, value: unknown): T {
  const parsed = parse(schema, value);
  if (parsed.ok) return parsed.value;
  throw invalidBody(parsed.issues);
}

/** The `{id}` of the path. */
export function pathId(request: FastifyRequest): string {
  return (request.params as Record<string, string>).id ?? "";
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
