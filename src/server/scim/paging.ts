import type { ScimRequest } from "./message";
import { invalidValue } from "./scim-error";

/** How many resources a list answers when `count` is not sent. */
export const DEFAULT_COUNT = 100;
/** The most a list answers, whatever `count` says; `filter.maxResults` of the ServiceProviderConfig. */
export const MAX_COUNT = 500;

/** A page as asked for (RFC 7644 section 3.4.2.4). */
export interface ScimPage {
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
}

/** Reads `startIndex` and `count`: what is too small or too large is taken as the nearest that is allowed. */
export function readPage({ query }: ScimRequest): ScimPage {
  const startIndex = readInteger("startIndex", query.startIndex) ?? 1;
  const count = readInteger("count", query.count) ?? DEFAULT_COUNT;
  return { startIndex: Math.max(1, startIndex), count: Math.min(MAX_COUNT, Math.max(0, count)) };
}

function readInteger(name: string, text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  const value = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : null;
  if (value === null) throw invalidValue(`${name} must be an integer, not ${JSON.stringify(text)}`);
  return value;
}
