const LONE_SURROGATE = /\p{Surrogate}/u;

/** Stands for the map key `__proto__` while a value is read. No UTF-8 text can equal it. */
export const MARKED_PROTO = "\ud800__proto__";

/**
 * Why Terraform cannot receive a string, or null when it can. The text quotes nothing, because it may be
 * secret.
 */
export function stringProblem(text: string): string | null {
  return LONE_SURROGATE.test(text) ? "must be valid Unicode, got half of a surrogate pair" : null;
}

/** Why a map cannot have this key, or null when it can. */
export function mapKeyProblem(key: string): string | null {
  if (key === "__proto__" || key === MARKED_PROTO) {
    return "must have another key: JavaScript cannot carry __proto__ safely";
  }
  return stringProblem(key);
}
