import { isMap } from "../../../contract/scim/read-attribute";
import type { ResourceKind } from "../../../contract/scim/resource";
import type { ScimAttributes } from "../backend";
import { invalidValue } from "../scim-error";
import { MAX_INDEXED_TEXT, MAX_RESOURCE, MAX_TEXT } from "../size-limits";

/** The attributes that the database holds in an index, or that may become the name of an identity. */
const INDEXED: Readonly<Record<ResourceKind["name"], ReadonlySet<string>>> = {
  User: new Set([
    "userName",
    "externalId",
    "displayName",
    "nickName",
    "name.formatted",
    "emails.value",
    "roles.value",
    "entitlements.value",
  ]),
  Group: new Set(["displayName", "externalId"]),
};

/**
 * Refuses attributes that are too large. What the resource already has stays allowed, because an older
 * version of the server accepted it.
 *
 * @param current The attributes before the write. Null for a new resource.
 * @throws ScimError 400 invalidValue that names the attribute
 */
export function requireBounds(
  { name: kind }: ResourceKind,
  attributes: ScimAttributes,
  current: ScimAttributes | null,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    const tooLong = tooLongTexts(value, { at: name, path: name, indexed: INDEXED[kind] });
    for (const { at, text, most } of tooLong) {
      if (current !== null && holdsText(current[name], text)) continue;
      throw invalidValue(`${at} has ${Buffer.byteLength(text)} bytes; at most ${most} are allowed`);
    }
  }
  const size = sizeOf(attributes);
  if (size <= MAX_RESOURCE || (current !== null && size <= sizeOf(current))) return;
  throw invalidValue(`the ${kind} has ${size} bytes of attributes; at most ${MAX_RESOURCE} are allowed`);
}

interface Location {
  /** As errors show it: `emails[0].value`. */
  readonly at: string;
  /** Without places in lists: `emails.value`. */
  readonly path: string;
  readonly indexed: ReadonlySet<string>;
}

interface TooLong {
  readonly at: string;
  readonly text: string;
  /** How many bytes are allowed there. */
  readonly most: number;
}

function tooLongTexts(value: unknown, { at, path, indexed }: Location): TooLong[] {
  if (typeof value === "string") {
    const most = indexed.has(path) ? MAX_INDEXED_TEXT : MAX_TEXT;
    return Buffer.byteLength(value) > most ? [{ at, text: value, most }] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => tooLongTexts(item, { at: `${at}[${index}]`, path, indexed }));
  }
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    tooLongTexts(inner, { at: `${at}.${key}`, path: `${path}.${key}`, indexed }),
  );
}

function holdsText(value: unknown, text: string): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsText(item, text));
  if (isMap(value)) return Object.values(value).some((inner) => holdsText(inner, text));
  return value === text;
}

/** The bytes of all attributes but `active`: disabling a user must not count as making it larger. */
function sizeOf(attributes: ScimAttributes): number {
  return Buffer.byteLength(JSON.stringify({ ...attributes, active: undefined }));
}
