/** A decoded JWT. Nobody has verified it. */
export interface ParsedJwt {
  readonly token: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Decodes a compact JWT (RFC 7519 section 7.2). Null for any other text. */
export function parseJwt(token: string): ParsedJwt | null {
  if (!COMPACT.test(token)) return null;
  const [header, claims] = token.split(".").slice(0, 2).map(decodeObject);
  return header && claims ? { token, header, claims } : null;
}

function decodeObject(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}
