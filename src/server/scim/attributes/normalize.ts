import { findKey, isMap } from "../../../contract/scim/read-attribute";
import {
  findAttribute,
  findExtension,
  GROUP,
  isNamed,
  type ResourceKind,
  topAttributes,
  USER,
  untypedAttribute,
} from "../../../contract/scim/resource";
import type { GroupAttributes, UserAttributes } from "../backend";
import { invalidValue, ScimError } from "../scim-error";
import { coerceValue } from "./coerce";
import { memberIdsOf } from "./member-ids";
import { requireStorableBody } from "./storable-text";

/**
 * Converts the body of a POST or PUT into the attributes of a user, in canonical form. Names match in any
 * case. Read-only and unknown attributes, null, empty values and the password are dropped.
 *
 * @param absentActive The value of `active` when the body has none.
 * @throws ScimError 400 invalidSyntax for a body that is not a user, 400 invalidValue for a wrong value
 */
export function normalizeUser(body: unknown, absentActive = true): UserAttributes {
  const { userName, active, ...rest } = normalize(USER, body);
  if (typeof userName !== "string" || userName.trim() === "") throw required("userName");
  return { userName, active: typeof active === "boolean" ? active : absentActive, ...rest };
}

/** A group from the body of a POST or PUT. */
export interface NormalizedGroup {
  readonly attributes: GroupAttributes;
  /** Empty when the body has no `members` (RFC 7643 section 2.5, RFC 7644 section 3.5.1). */
  readonly memberIds: readonly string[];
}

/** The attributes and members of a group. @throws ScimError like {@link normalizeUser} */
export function normalizeGroup(body: unknown): NormalizedGroup {
  const { displayName, members, ...rest } = normalize(GROUP, body);
  if (typeof displayName !== "string" || displayName.trim() === "") throw required("displayName");
  return {
    attributes: { displayName, ...rest },
    memberIds: members === undefined ? [] : memberIdsOf(members, "members"),
  };
}

function normalize(kind: ResourceKind, body: unknown): Record<string, unknown> {
  if (!isMap(body))
    throw new ScimError(400, "invalidSyntax", `the body must be a ${kind.name} as a JSON object`);
  requireStorableBody(body);
  checkSchemas(kind, body);
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    if (/^urn:/i.test(key)) readExtension(kind, key, value, result);
    else readAttribute(kind, key, value, result);
  }
  return result;
}

function readAttribute(
  kind: ResourceKind,
  key: string,
  value: unknown,
  result: Record<string, unknown>,
): void {
  const attribute = findAttribute(topAttributes(kind), key);
  if (attribute === null || attribute.mutability === "readOnly" || attribute.returned === "never") return;
  // memberIdsOf reads the members: it skips none, and a group may have more than a list has values.
  const isMembers = kind === GROUP && attribute.name === "members";
  const coerced = isMembers ? (value ?? undefined) : coerceValue(attribute, value, attribute.name);
  if (coerced !== undefined) result[attribute.name] = coerced;
}

function readExtension(
  kind: ResourceKind,
  urn: string,
  value: unknown,
  result: Record<string, unknown>,
): void {
  if (value === null || value === "") return;
  if (!isMap(value)) throw invalidValue(`${urn} must be an object with the attributes of that extension`);
  if (isNamed(kind.core, urn)) {
    for (const [key, inner] of Object.entries(value)) readAttribute(kind, key, inner, result);
    return;
  }
  const schema = findExtension(kind, urn);
  const described =
    schema === null
      ? untypedAttribute(urn)
      : { ...untypedAttribute(urn), type: "complex" as const, subAttributes: schema.attributes };
  const key = schema?.id ?? urn;
  const coerced = coerceValue(described, value, key);
  // A body may hold one extension under two names, such as those of SCIM 1.1 and 2.0.
  if (isMap(coerced)) result[key] = { ...(isMap(result[key]) && result[key]), ...coerced };
}

/**
 * A body may leave `schemas` out. If it has `schemas`, that must name the core schema of the kind, by its
 * present or a former name.
 */
function checkSchemas(kind: ResourceKind, body: Readonly<Record<string, unknown>>): void {
  const key = findKey(body, "schemas");
  const schemas = key === null ? null : body[key];
  if (schemas === null || schemas === undefined) return;
  const names: readonly unknown[] = Array.isArray(schemas) ? schemas : [schemas];
  if (names.some((name) => typeof name === "string" && isNamed(kind.core, name))) return;
  if (names.length > 0) throw new ScimError(400, "invalidSyntax", `schemas must contain ${kind.core.id}`);
}

const required = (name: string) => invalidValue(`${name} is required and must not be blank`);
