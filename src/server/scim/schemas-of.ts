import type { ResourceKind } from "../../contract/scim/resource";
import type { ScimAttributes } from "./backend";

/** `schemas` of a resource: the core schema, and each extension that has attributes (RFC 7643 section 3). */
export function schemasOf(kind: ResourceKind, attributes: ScimAttributes): string[] {
  return [kind.core.id, ...Object.keys(attributes).filter((key) => /^urn:/i.test(key))];
}
