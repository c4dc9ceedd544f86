import { pointerTo } from "./claim-pointer";
import type { Claims } from "./parse-jwt";

/** A claim that holds a text. */
export interface TextClaim {
  /** A JSON pointer, as claimsProperty takes it. */
  readonly pointer: string;
  readonly value: string;
}

/** The most claims that are looked at, and how deep. */
const [MAX_CLAIMS, MAX_DEPTH] = [100, 4];

/** The claims that hold a text, also those inside of other claims. */
export function textClaims(claims: Claims): readonly TextClaim[] {
  return [...textsBelow(claims, "", MAX_DEPTH)].slice(0, MAX_CLAIMS);
}

function* textsBelow(value: unknown, pointer: string, depth: number): Generator<TextClaim> {
  if (typeof value === "string") yield { pointer, value };
  else if (typeof value === "object" && value !== null && !Array.isArray(value) && depth > 0) {
    for (const [name, inner] of Object.entries(value))
      yield* textsBelow(inner, `${pointer}${pointerTo(name)}`, depth - 1);
  }
}
