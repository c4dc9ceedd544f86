import { isMap } from "../../../contract/scim/read-attribute";
import type { ScimAttribute } from "../../../contract/scim/schema";

const ROLE_ATTRIBUTES = new Set(["roles", "entitlements"]);

/**
 * Entra ID sends an app role as JSON text: `{"id", "value", "displayName"}`. The text is either the whole
 * item or its `value`. Returns the roles in the text, with the display name under SCIM's `display`. Returns
 * any other item as it is.
 */
export function readRoleText(attribute: ScimAttribute, item: unknown): readonly unknown[] {
  if (!ROLE_ATTRIBUTES.has(attribute.name)) return [item];
  if (typeof item === "string") return parsedRoles(item) ?? [item];
  if (!isMap(item)) return [item];
  if (typeof item.value !== "string") return [withDisplay(item)];
  const roles = parsedRoles(item.value);
  if (roles === null) return [withDisplay(item)];
  const { value: _text, ...labels } = item;
  return roles.map((role) => ({ ...labels, ...role }));
}

function parsedRoles(text: string): Readonly<Record<string, unknown>>[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const parsed = parseJson(text);
  const roles = (Array.isArray(parsed) ? parsed : [parsed])
    .filter(isMap)
    .filter((role) => typeof role.value === "string");
  return roles.length === 0 ? null : roles.map(withDisplay);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function withDisplay(role: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return role.display === undefined && typeof role.displayName === "string"
    ? { ...role, display: role.displayName }
    : role;
}
