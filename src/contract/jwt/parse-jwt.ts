import type { HintCode } from "../gateway/jwt-check";

/** The claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/** A decoded JWT. Nobody has verified it. */
export interface ParsedJwt {
  readonly token: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Claims;
}

/** Why a text is no JWT that a controller reads. */
export interface MalformedToken {
  readonly code: HintCode & `TOKEN_${string}`;
  /** What it is. */
  readonly problem: string;
  readonly remedy: string;
}

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Decodes a compact JWT (RFC 7519 section 7.2), or says what the text is instead. */
export function parseJwt(token: string): ParsedJwt | MalformedToken {
  const parts = token.split(".");
  if (parts.length === 5) return ENCRYPTED;
  if (parts.length !== 3) return OPAQUE;
  const [header, claims] = parts.slice(0, 2).map(decodeObject);
  if (!COMPACT.test(token) || !header || !claims) return NOT_DECODABLE;
  return extensionProblem(header) ?? { token, header, claims };
}

/** Narrows what `parseJwt` returned. */
export function isMalformed(parsed: ParsedJwt | MalformedToken): parsed is MalformedToken {
  return "problem" in parsed;
}

const ENCRYPTED: MalformedToken = {
  code: "TOKEN_ENCRYPTED",
  problem: "it is an encrypted token (JWE, five parts), not a signed JWT",
  remedy: "only the holder of the key can read it; set the identity provider to issue signed tokens (JWS)",
};

const OPAQUE: MalformedToken = {
  code: "TOKEN_OPAQUE",
  problem: "it is an opaque token, not a JWT: a JWT has three parts between dots",
  remedy:
    "only its issuer can read it; send the ID token, or ask the identity provider for an access token of " +
    "your own API, which is a JWT",
};

const NOT_DECODABLE: MalformedToken = {
  code: "TOKEN_NOT_DECODABLE",
  problem: "it is not a compact JWT: three base64url parts, of which the first two are JSON objects",
  remedy: "the token may be cut off or altered; copy the whole token again",
};

/**
 * A JWT must encode its payload (RFC 7797 section 7). Who does not understand an extension that `crit` lists
 * must refuse the token (RFC 7515 section 4.1.11), and the check understands none.
 */
function extensionProblem({ b64, crit }: ParsedJwt["header"]): MalformedToken | null {
  const remedy = "set the identity provider to issue plain JWTs, without this header";
  if (b64 !== undefined && b64 !== true)
    return { code: "TOKEN_EXTENSION", problem: "its header has b64: false, which no JWT may have", remedy };
  if (crit === undefined) return null;
  const problem = "its header has crit: it demands extensions that a controller does not know";
  return { code: "TOKEN_EXTENSION", problem, remedy };
}

function decodeObject(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(textOf(part));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

/** The text in base64url, in UTF-8. A browser has no Buffer. @throws when it is not base64url */
function textOf(part: string): string {
  const bytes = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)),
  );
}
