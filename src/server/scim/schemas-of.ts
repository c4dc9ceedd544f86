import type { ResourceKind } from "../../contract/scim/resource";
import type { ScimAttributes } from "./backend";

/** `schemas` of a resource: the core schema and the extensions it has attributes of (RFC 7643 section 3). */
export function schemasOf(kind: ResourceKind, attributes: ScimAttributes): string[] {
  return [kind.core.id, ...Object.keys(attributes).filter((key) => /^urn:/i.test(key))];
}
