import type { SyncWarning } from "./types";

/** A role attribute that can be stored, and a warning when it differs from what the source supplied. */
interface SanitizedAttribute {
  /** Null when nothing of the text is left. */
  readonly value: string | null;
  readonly warning: SyncWarning | null;
}

const REFUSED_PREFIX = /^[#@\s]+/;

/**
 * Rule 15: a role attribute cannot start with `#` or `@`, because the edge API reads those as references.
 * This strips them and the white space around the text.
 *
 * @param origin The source of the text, for the warning. For example `group "Sales"` or `roles`.
 */
export function sanitizeRoleAttribute(text: string, origin: string): SanitizedAttribute {
  const value = text.replace(REFUSED_PREFIX, "").trim();
  if (value === "") {
    return {
      value: null,
      warning: warn(`${origin} supplies ${JSON.stringify(text)}; nothing of it is left`),
    };
  }
  const isStripped = value !== text.trim();
  const warning = `${origin} supplies ${JSON.stringify(text)}; it is stored as ${JSON.stringify(value)}`;
  return { value, warning: isStripped ? warn(warning) : null };
}

const warn = (message: string): SyncWarning => ({
  rule: 15,
  message: `${message}: an attribute cannot start with "#" or "@"`,
});
