import { type Claims, isMalformed, parseJwt } from "../../../../../contract/jwt/parse-jwt";
import { tokenIn } from "../../../../../contract/jwt/token-text";
import { capitalized } from "../../parts/text/capitalized";

/** What a pasted text is: the claims of a token, or why it is none. */
export type ReadToken =
  | { readonly kind: "claims"; readonly claims: Claims; readonly kid: string | null }
  | { readonly kind: "wrong"; readonly problem: string };

/** Decodes a token. Nobody verifies it. Null for an empty text. */
export function readToken(text: string): ReadToken | null {
  const token = tokenIn(text);
  if (token === "") return null;
  const jwt = parseJwt(token);
  if (isMalformed(jwt)) return { kind: "wrong", problem: `${sentence(jwt.problem)} ${sentence(jwt.remedy)}` };
  const { kid } = jwt.header;
  return { kind: "claims", claims: jwt.claims, kid: typeof kid === "string" ? kid : null };
}

function sentence(text: string): string {
  return `${capitalized(text)}.`;
}
