import type { FastifyRequest } from "fastify";
import type { ZodMiniType } from "zod/mini";
import { parse } from "../../contract/parse";
import { badFields, Problem } from "./problem";

/**
 * Validates the body against the contract.
 * @throws Problem 400 that names every wrong or unknown field.
 */
export function readBody<T>(schema: ZodMiniType<T>, request: FastifyRequest): T {
  if (request.body === undefined || request.body === null) {
    throw new Problem(400, ["a JSON body is required"]);
  }
  const parsed = parse(schema, request.body);
  if (parsed.ok) return parsed.value;
  throw badFields(parsed.issues);
}

/** One query parameter. Undefined when absent. @throws Problem 400 when the query has it twice. */
export function queryValue(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Record<string, string | string[] | undefined>)[name];
  if (Array.isArray(value)) throw badFields([{ field: name, reason: "must be given once" }]);
  return value;
}

/** One part of the path, as in `{id}`. */
export function pathValue(request: FastifyRequest, name: string): string {
  return (request.params as Record<string, string>)[name] ?? "";
}
