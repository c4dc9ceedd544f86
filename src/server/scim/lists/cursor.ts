import { createHash } from "node:crypto";
import { isStorable } from "../attributes/storable-text";
import type { Place } from "../backend";
import { ScimError } from "../scim-error";

/** How long a cursor may be used, in seconds; `pagination.cursorTimeout` of the ServiceProviderConfig. */
export const CURSOR_TIMEOUT = 3600;

/** The longest cursor that is read. The ones that this server makes are shorter. */
const MAX_LENGTH = 4096;

/** Where the page of a cursor starts or ends: next to a place. */
export type CursorStart = { readonly after: Place } | { readonly before: Place };

/**
 * The text of a cursor: where its page is, when it was made, and for which list. It needs no signature: the
 * token opens the whole list anyway.
 * @param question everything the list depends on: filter and order
 */
export function formatCursor(start: CursorStart, question: string, now: Date): string {
  const isBefore = "before" in start;
  const { key, id } = isBefore ? start.before : start.after;
  const fields = [key, id, now.getTime(), digest(question), isBefore];
  return Buffer.from(JSON.stringify(fields)).toString("base64url");
}

/**
 * @throws ScimError 400 invalidCursor for one that was made for another question or not here, expiredCursor
 *   for an old one
 */
export function parseCursor(text: string, question: string, now: Date): CursorStart {
  const { place, isBefore, madeAt, asked } = fields(text);
  if (asked !== digest(question)) {
    throw new ScimError(
      400,
      "invalidCursor",
      "cursor: it belongs to another filter or order; send both as in the request that gave it",
    );
  }
  if (now.getTime() - madeAt > CURSOR_TIMEOUT * 1000) {
    throw new ScimError(
      400,
      "expiredCursor",
      `cursor: it is older than ${CURSOR_TIMEOUT} seconds; begin again with an empty one`,
    );
  }
  return isBefore ? { before: place } : { after: place };
}

function fields(text: string) {
  const [key, id, madeAt, asked, isBefore] = text.length > MAX_LENGTH ? [] : listOf(text);
  const isPlace = (key === null || isText(key)) && isText(id);
  if (!isPlace || typeof madeAt !== "number" || typeof asked !== "string" || typeof isBefore !== "boolean") {
    throw new ScimError(
      400,
      "invalidCursor",
      "cursor: it was not made by this server; send nextCursor or previousCursor as it came, or an empty one to begin",
    );
  }
  return { place: { key: key as string | null, id: id as string }, madeAt, asked, isBefore };
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

function digest(question: string): string {
  return createHash("sha256").update(question).digest("base64url").slice(0, 16);
}
