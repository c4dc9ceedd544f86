import { isMap } from "../../../contract/scim/read-attribute";
import type { ScimAttribute } from "../../../contract/scim/schema";

const CARRIERS = new Set(["roles", "entitlements"]);

/**
 * Entra ID sends an app role as JSON text, either as the whole value or as its `value`: `{"id", "value",
 * "displayName"}`. Gives the values that such a text stands for, with the display name under SCIM's
 * `display`. Any other item comes back as it is.
 */
export function readRoleText(attribute: ScimAttribute, item: unknown): readonly unknown[] {
  if (!CARRIERS.has(attribute.name)) return [item];
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
