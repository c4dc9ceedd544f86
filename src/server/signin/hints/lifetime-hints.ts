import type { Claims } from "../../../contract/jwt/parse-jwt";
import { instantOf, notAnInstant, spanOf } from "../lifetime-words";
import { type Hint, hint } from "./hint";

/** By how much the token is too late. A controller gives no leeway. */
export function expiredHints({ exp }: Claims, now: Date): Hint[] {
  const wrong = notAnInstant("exp", exp);
  if (wrong !== null) return [hint("EXPIRED_SINCE", `${wrong}; RFC 7519 asks for seconds since 1970`)];
  const late = spanOf(now.getTime() / 1000 - Number(exp));
  const message =
    `the token expired ${late} ago, at ${instantOf(exp)}; the clock here says ${now.toISOString()}. ` +
    "Sign in again for a new token. If that is late too, a clock is wrong: compare both with the time";
  return [hint("EXPIRED_SINCE", message)];
}

/** Beyond the year 5000 in seconds, which is the year 1973 in milliseconds. */
const LIKELY_MILLISECONDS = 100_000_000_000;

/** By how much the token is too early. */
export function earlyHints({ nbf }: Claims, now: Date): Hint[] {
  const wrong = notAnInstant("nbf", nbf);
  if (wrong !== null) return [hint("VALID_FROM", `${wrong}; RFC 7519 asks for seconds since 1970`)];
  if (Number(nbf) > LIKELY_MILLISECONDS)
    return [hint("VALID_FROM", "nbf seems to be in milliseconds; RFC 7519 asks for seconds since 1970")];
  const early = spanOf(Number(nbf) - now.getTime() / 1000);
  const message =
    `the token becomes valid in ${early}, at ${instantOf(nbf)}; the clock here says ${now.toISOString()}. ` +
    "Wait that long, or set the clock of the identity provider or of this server right";
  return [hint("VALID_FROM", message)];
}
