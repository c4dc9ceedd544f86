import type { Expectation } from "../common/expectation";
import { sameText } from "../common/same-text";
import type { ScimResource } from "../common/scim-message";
import { isResource, valueAt } from "./answers";

/** Attributes that the server makes itself or never shows. */
const NOT_COMPARED = new Set(["password", "meta", "schemas", "groups", "$ref", "display", "displayname"]);
/**
 * Of these, the attributes that are compared at the top of a resource, because the client sets them there.
 */
const COMPARED_AT_TOP = new Set(["displayname"]);

/**
 * The values come back unchanged: booleans as booleans, texts letter for letter, and every item of a list.
 * Only the case of `userName` may change (RFC 7643 section 4.1.1). Null and empty values are not compared. An
 * answer without a body passes.
 *
 * @param optional Attributes at the top that a server need not store. If it returns one, it must be
 *   unchanged.
 */
export function echoes(sent: ScimResource, optional: readonly string[] = []): Expectation {
  return {
    wants: "the values that were sent",
    problem: ({ body }) => (body ? firstDifference(sent, body, optional) : null),
  };
}

function firstDifference(
  sent: ScimResource,
  shown: ScimResource,
  optional: readonly string[],
): string | null {
  for (const [name, value] of Object.entries(sent)) {
    if (NOT_COMPARED.has(name.toLowerCase()) && !COMPARED_AT_TOP.has(name.toLowerCase())) continue;
    const found = valueAt(shown, name);
    if (found === undefined && optional.includes(name)) continue;
    if (name === "userName" && sameText(value, found)) continue;
    const difference = differenceOf(value, found, name);
    if (difference !== null) return difference;
  }
  return null;
}

function differenceOf(sent: unknown, shown: unknown, at: string): string | null {
  if (isEmpty(sent)) return null;
  if (shown === undefined) return `${at} is missing; it was sent as ${JSON.stringify(sent)}`;
  if (Array.isArray(sent)) return listDifference(sent, shown, at);
  if (isResource(sent)) return partDifference(sent, shown, at);
  if (sent === shown) return null;
  return typeof sent === "boolean" && typeof shown === "string"
    ? `${at} came back as the text ${JSON.stringify(shown)}, not as the boolean ${sent}`
    : `${at} came back as ${JSON.stringify(shown)}; it was sent as ${JSON.stringify(sent)}`;
}

function partDifference(sent: ScimResource, shown: unknown, at: string): string | null {
  if (!isResource(shown)) return `${at} came back as ${JSON.stringify(shown)}, not as an object`;
  for (const [name, value] of Object.entries(sent)) {
    if (NOT_COMPARED.has(name.toLowerCase())) continue;
    const difference = differenceOf(value, valueAt(shown, name), `${at}.${name}`);
    if (difference !== null) return difference;
  }
  return null;
}

function listDifference(sent: readonly unknown[], shown: unknown, at: string): string | null {
  if (!Array.isArray(shown)) return `${at} came back as ${JSON.stringify(shown)}, not as a list`;
  for (const item of sent) {
    const differences = shown.map((candidate) => differenceOf(item, candidate, at));
    if (differences.includes(null)) continue;
    const only = shown.length === 1 ? differences[0] : null;
    return only ?? `${at} has no ${JSON.stringify(item)}`;
  }
  return null;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return Array.isArray(value) && value.length === 0;
}
