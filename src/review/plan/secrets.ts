/** Shorter values, such as `true` or a port, stand in any text, and masking them would ruin it. */
const SHORTEST = 6;
const MASK = "(sensitive)";

/** Takes secrets out of a text. */
export type SecretMask = (text: string) => string;

/** What is a secret by its looks: a JWT, a private key, a bearer token, a password in a URL. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*(?:\.[\w-]+){0,2}/g, MASK],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, `$1${MASK}@`],
  [
    /\b(password|passwd|secret|client_secret|api_?key|token)(["']?\s*[=:]\s*["']?)[^\s"'&,;]{6,}/gi,
    `$1$2${MASK}`,
  ],
];

/**
 * Makes a mask of the secrets that were found, and of what looks like one. A secret inside a longer one goes
 * with the longer one.
 */
export function secretMask(secrets: Iterable<string>): SecretMask {
  const longestFirst = [...new Set(secrets)]
    .filter((secret) => secret.length >= SHORTEST)
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  return (text) => {
    const known = longestFirst.reduce(
      (rest, secret) => (rest.includes(secret) ? rest.split(secret).join(MASK) : rest),
      text,
    );
    return LOOKS.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), known);
  };
}

/** Every text in a value that a tree of sensitivity marks. */
export function markedTexts(value: unknown, marks: unknown): string[] {
  if (marks === true) return textsIn(value);
  if (typeof marks !== "object" || marks === null || typeof value !== "object" || value === null) return [];
  return Object.entries(marks).flatMap(([name, mark]) =>
    Object.hasOwn(value, name) ? markedTexts((value as Record<string, unknown>)[name], mark) : [],
  );
}

/** Every text in a value, and each line of a text of several lines. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.includes("\n") ? [value, ...value.split(/\r?\n/)] : [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
