import type { FastifyRequest } from "fastify";
import type { ZodMiniType } from "zod/mini";
import { parse } from "../../contract/parse";
import { invalidBody, invalidField } from "./edge-error";

/** A JSON object by its keys. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The body, which must be a JSON object. @throws EdgeError COULD_NOT_VALIDATE for anything else. */
export function readObject(request: FastifyRequest): JsonObject {
  const { body } = request;
  if (isObject(body)) return body;
  throw invalidField("", "must be a JSON object");
}

/**
 * Validates the body. Ignores fields that the schema does not know, as a controller does.
 * @throws EdgeError COULD_NOT_VALIDATE that names every wrong field.
 */
export function readBody<T>(schema: ZodMiniType<T>, request: FastifyRequest): T {
  return checked(schema, readObject(request));
}

/** Validates a value as {@link readBody} validates the body. */
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
