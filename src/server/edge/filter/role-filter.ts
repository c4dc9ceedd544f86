import type { FastifyRequest } from "fastify";
import { invalidField } from "../edge-error";
import type { FilterExpression } from "./filter-ast";

/** Bounds the SQL that one call makes. */
const MAX_ROLES = 50;

/**
 * Reads `roleFilter` and `roleSemantic` of a list of identities. `#sales` names a role attribute, `#all`
 * everybody, `@<id>` one identity. An identity needs all the attributes, or with `AnyOf` one of them. An
 * identity that is named by its id needs none.
 * @returns The expression. Null when the query has no role.
 * @throws EdgeError COULD_NOT_VALIDATE that names the parameter.
 */
export function readRoleFilter(request: FastifyRequest): FilterExpression | null {
  const { roleFilter = [], roleSemantic = "AllOf" } = request.query as Record<string, unknown>;
  const roles = [roleFilter].flat().map(String);
  if (roles.length === 0) return null;
  const joiner = { allof: "and", anyof: "or" }[String(roleSemantic).toLowerCase()];
  if (joiner !== "and" && joiner !== "or") {
    throw invalidField("roleSemantic", `must be AllOf or AnyOf, not ${JSON.stringify(roleSemantic)}`);
  }
  if (roles.length > MAX_ROLES)
    throw invalidField("roleFilter", `must not be given more than ${MAX_ROLES} times`);
  const wrong = roles.find((role) => !/^[#@]./.test(role));
  if (wrong !== undefined) {
    throw invalidField("roleFilter", `must be #<attribute> or @<id>, not ${JSON.stringify(wrong)}`);
  }
  const attributes = roles.filter((role) => role.startsWith("#")).map(hasAttribute);
  const ids = roles.filter((role) => role.startsWith("@")).map(hasId);
  const byAttributes = attributes.length === 0 ? [] : [joined(joiner, attributes)];
  return joined("or", [...byAttributes, ...ids]);
}

function hasAttribute(role: string): FilterExpression {
  if (role === "#all") return { kind: "constant", value: true };
  const subject = { field: "roleAttributes", set: "anyOf" } as const;
  return { kind: "compare", subject, operator: "=", value: role.slice(1) };
}

function hasId(role: string): FilterExpression {
  return { kind: "compare", subject: { field: "id", set: null }, operator: "=", value: role.slice(1) };
}

function joined(kind: "and" | "or", parts: readonly FilterExpression[]): FilterExpression {
  return parts.reduce((left, right) => ({ kind, left, right }));
}
