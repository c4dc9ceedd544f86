import type { Answer } from "../loopback";
import { CREATED, type Entity, type Given, invalid, isTaken, missing, notFound, unhandled } from "./answers";

/** The largest key of the controller's database, in bytes. A name is a key there. */
const LARGEST_KEY = 32_768;

/** Why a whole identity is refused, as a create or PUT sends it; null when it is not. */
export function incomplete(given: Given): Answer | null {
  const field = ["isAdmin", "name", "type"].find((one) => given[one] === undefined || given[one] === null);
  return field === undefined ? null : missing(field);
}

/** Why the settings of an identity are refused, whether they are new or changed; null when they are not. */
export function settingsRefusal(given: Given, policies: ReadonlyMap<string, Entity>): Answer | null {
  const attributes = (given.roleAttributes ?? []) as readonly string[];
  const prefixed = attributes.find((attribute) => /^[#@]/.test(attribute));
  if (prefixed !== undefined) {
    const reason = `role attributes may not be prefixed with ${prefixed.charAt(0)}`;
    return invalid("roleAttributes", reason, prefixed);
  }
  const { authPolicyId } = given;
  if (authPolicyId && !policies.has(String(authPolicyId))) {
    return notFound(`authPolicy with id ${authPolicyId} not found`);
  }
  return attributes.includes("") ? unhandled("bucket name required") : null;
}

/** Why the database does not take a name; null when it does. */
export function nameRefusal(name: unknown): Answer | null {
  if (name === "") return unhandled("index on identities.name does not allow null or empty values");
  return Buffer.byteLength(String(name)) > LARGEST_KEY ? unhandled("key too large") : null;
}

/** The field whose value another identity has: the name before the external ID. */
export function takenField(
  identities: ReadonlyMap<string, Entity>,
  given: Given,
  own: string | null,
): "name" | "externalId" | null {
  if (isTaken(identities, "name", given.name, own)) return "name";
  return given.externalId && isTaken(identities, "externalId", given.externalId, own) ? "externalId" : null;
}

export function duplicate(value: unknown): string {
  return `duplicate value '${value}' in unique index on identities store`;
}

/** An identity as the controller stores and shows it. */
export function identity(given: Given, id: string): Entity {
  const type = String(given.type ?? "Default");
  const authPolicyId = String(given.authPolicyId || "default");
  return {
    id,
    name: String(given.name),
    externalId: given.externalId || null,
    authPolicyId,
    authPolicy: { entity: "auth-policies", id: authPolicyId },
    roleAttributes: given.roleAttributes ?? null,
    tags: flat(given.tags),
    isAdmin: given.isAdmin === true,
    isDefaultAdmin: false,
    disabled: false,
    permissions: null,
    typeId: type,
    type: { entity: "identity-types", id: type, name: type },
    createdAt: CREATED,
    updatedAt: CREATED,
  };
}

/** The identity that a controller is set up with. */
export function defaultAdmin(id: string): Entity {
  return { ...identity({ name: "Default Admin", isAdmin: true }, id), isDefaultAdmin: true };
}

/** The fields of an identity that a PATCH changes. */
export function patchOf(given: Given): Given {
  const known = ["name", "externalId", "authPolicyId", "roleAttributes", "tags", "isAdmin"] as const;
  const named = known.filter((field) => given[field] !== undefined && given[field] !== null);
  const fields = Object.fromEntries(named.map((field) => [field, given[field]]));
  const { tags, ...others } = fields;
  return {
    ...others,
    ...tagsOf(tags),
    ...(fields.externalId === "" ? { externalId: null } : {}),
    ...(fields.authPolicyId === "" ? { authPolicyId: "default" } : {}),
  };
}

/** The tags of a PATCH replace the whole map, unless they hold nothing: then they change nothing. */
function tagsOf(tags: unknown): Given {
  const given = flat(tags);
  return Object.values(given).some((value) => value !== null) ? { tags: given } : {};
}

/** Tags without their nested values, which a controller drops. */
function flat(tags: unknown): Given {
  const entries = Object.entries((tags ?? {}) as Given);
  return Object.fromEntries(entries.filter(([, value]) => typeof value !== "object" || value === null));
}
