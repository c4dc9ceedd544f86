import { createHash } from "node:crypto";
import { isStorable } from "../attributes/storable-text";
import type { Place, SortKey } from "../backend";
import { ScimError } from "../scim-error";

/** How long a cursor is valid, in seconds: `pagination.cursorTimeout` of the ServiceProviderConfig. */
export const CURSOR_TIMEOUT = 3600;

/** The longest cursor that the server reads. The ones that it makes are shorter. */
const MAX_LENGTH = 4096;

/** The place after which the page of a cursor starts, or before which it ends. */
export type CursorStart = { readonly after: Place } | { readonly before: Place };

/**
 * The text of a cursor. It holds the place of its page, the time, and a digest of its list. It needs no
 * signature, because the caller's token gives access to the whole list.
 * @param listKey Everything that the list depends on: kind, filter and order.
 */
export function formatCursor(start: CursorStart, listKey: string, now: Date): string {
  const isBefore = "before" in start;
  const { key, id } = isBefore ? start.before : start.after;
  const fields = [key, id, now.getTime(), digest(listKey), isBefore];
  return Buffer.from(JSON.stringify(fields)).toString("base64url");
}

/**
 * @throws ScimError 400 invalidCursor for a cursor of another list or of another server, expiredCursor for an
 *   old one
 */
export function parseCursor(text: string, listKey: string, now: Date): CursorStart {
  const { place, isBefore, madeAt, listDigest } = fields(text);
  if (listDigest !== digest(listKey)) {
    throw new ScimError(
      400,
      "invalidCursor",
      "cursor: it belongs to another filter or order; send both as in the request that returned it",
    );
  }
  if (now.getTime() - madeAt > CURSOR_TIMEOUT * 1000) {
    throw new ScimError(
      400,
      "expiredCursor",
      `cursor: it is older than ${CURSOR_TIMEOUT} seconds; start again with an empty one`,
    );
  }
  return isBefore ? { before: place } : { after: place };
}

function fields(text: string) {
  const [key, id, madeAt, listDigest, isBefore] = text.length > MAX_LENGTH ? [] : listOf(text);
  const isPlace = (key === null || typeof key === "number" || isText(key)) && isText(id);
  if (
    !isPlace ||
    typeof madeAt !== "number" ||
    typeof listDigest !== "string" ||
    typeof isBefore !== "boolean"
  ) {
    throw new ScimError(
      400,
      "invalidCursor",
      "cursor: this server did not make it; send nextCursor or previousCursor unchanged, or an empty cursor",
    );
  }
  return { place: { key: key as SortKey, id: id as string }, madeAt, listDigest, isBefore };
}

function listOf(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && isStorable(value);
}

function digest(listKey: string): string {
  return createHash("sha256").update(listKey).digest("base64url").slice(0, 16);
}
