import type { ScimRequest } from "../message";
import { invalidValue, ScimError } from "../scim-error";

/** The size of a page when the request has no `count`. */
export const DEFAULT_COUNT = 100;
/** The largest page: `filter.maxResults` of the ServiceProviderConfig. A larger `count` gets this many. */
export const MAX_COUNT = 500;

/** The page that a request asks for (RFC 7644 section 3.4.2.4). */
export interface ScimPage {
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
}

/** Reads `startIndex` and `count`. A number out of range becomes the nearest allowed one. */
export function readPage({ query }: ScimRequest): ScimPage {
  const startIndex = readInteger("startIndex", query.startIndex) ?? 1;
  const count = readInteger("count", query.count) ?? DEFAULT_COUNT;
  return { startIndex: Math.max(1, startIndex), count: Math.min(MAX_COUNT, Math.max(0, count)) };
}

/**
 * Reads the `count` of a page by cursor. A number that is too large becomes the largest allowed one.
 * @throws ScimError 400 invalidCount (RFC 9865 section 2.1)
 */
export function readCursorCount({ query }: ScimRequest): number {
  const { count = "" } = query;
  if (count === "") return DEFAULT_COUNT;
  const value = integerOf(count);
  if (value !== null && value >= 1) return Math.min(MAX_COUNT, value);
  throw new ScimError(
    400,
    "invalidCount",
    `count must be an integer from 1 to ${MAX_COUNT} in a list by cursor, not ${JSON.stringify(count)}`,
  );
}

function readInteger(name: string, text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  const value = integerOf(text);
  if (value === null) throw invalidValue(`${name} must be an integer, not ${JSON.stringify(text)}`);
  return value;
}

function integerOf(text: string): number | null {
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : null;
}
