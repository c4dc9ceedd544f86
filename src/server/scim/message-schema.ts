import { findKey } from "../../contract/scim/read-attribute";
import { sameName } from "../../contract/scim/resource";
import { ScimError } from "./scim-error";

/** The URN that clients of SCIM 1.x name in every message. */
const SCIM_1 = /^urn:scim:schemas:core:1\.\d$/i;

/**
 * Checks that `schemas` of a message contains the URN of its kind (RFC 7644 section 3.1). A body may leave
 * `schemas` out.
 *
 * @throws ScimError 400 invalidSyntax
 */
export function requireMessageSchema(body: Readonly<Record<string, unknown>>, urn: string): void {
  const key = findKey(body, "schemas");
  const schemas = (key === null ? null : body[key]) ?? null;
  if (schemas === null) return;
  const names: readonly unknown[] = Array.isArray(schemas) ? schemas : [schemas];
  const isMeant = (name: unknown) => typeof name === "string" && (sameName(name, urn) || SCIM_1.test(name));
  if (!names.some(isMeant)) throw new ScimError(400, "invalidSyntax", `schemas must contain ${urn}`);
}
