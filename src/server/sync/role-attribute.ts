import type { SyncWarning } from "./types";

/** A role attribute as it can be stored, and what had to be changed for it. */
export interface SanitizedAttribute {
  /** Null when nothing is left. */
  readonly value: string | null;
  readonly warning: SyncWarning | null;
}

const REFUSED_PREFIX = /^[#@\s]+/;

/**
 * Rule 15: a role attribute cannot start with `#` or `@`, which the edge API reads as references. They are
 * stripped, white space around is trimmed, and what is empty then is dropped.
 *
 * @param origin who supplied it, for the warning: `group "Sales"`, `roles`
 */
export function sanitizeRoleAttribute(text: string, origin: string): SanitizedAttribute {
  const value = text.replace(REFUSED_PREFIX, "").trim();
  if (value === "") {
    return {
      value: null,
      warning: warn(`${origin} supplies ${JSON.stringify(text)}, of which nothing is left`),
    };
  }
  const isStripped = value !== text.trim();
  const warning = `${origin} supplies ${JSON.stringify(text)}; it is kept as ${JSON.stringify(value)}`;
  return { value, warning: isStripped ? warn(warning) : null };
}

const warn = (message: string): SyncWarning => ({
  rule: 15,
  message: `${message}: an attribute cannot start with "#" or "@"`,
});
