import { USER } from "../../../contract/scim/resource";
import { sameValue } from "../attributes/same-value";
import type { UserAttributes } from "../backend";
import { readPatch } from "./patch-request";
import { applyStep } from "./patch-step";

/**
 * The attributes of a user after a PATCH (RFC 7644 section 3.5.2).
 *
 * @returns The same object when nothing changes.
 * @throws ScimError
 */
export function patchUser(attributes: UserAttributes, body: unknown): UserAttributes {
  const draft: Record<string, unknown> = { ...attributes };
  for (const step of readPatch(USER, body)) applyStep(draft, step);
  // The cast is safe: no step can remove userName or active.
  return sameValue(draft, attributes) ? attributes : (draft as UserAttributes);
}
