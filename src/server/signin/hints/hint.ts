import type { HintCode, JwtCheck, SignInLink } from "../../../contract/gateway/jwt-check";

export type Hint = JwtCheck["hints"][number] & { readonly code: HintCode };

/** Makes a hint. The message says the cause and then what to do. */
export function hint(code: HintCode, message: string, ...links: SignInLink[]): Hint {
  return links.length === 0 ? { code, message } : { code, message, links };
}

/** The most names that a hint lists, and the most links to what it names. */
export const MAX_LISTED = 10;

/** A list of names in quotes, cut where it is long. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map(quoted).join(", ");
  return names.length > MAX_LISTED ? `${shown} and ${names.length - MAX_LISTED} more` : shown;
}

/** A text in double quotes. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
