import type { HintCode } from "../gateway/jwt-check";

/** What two issuers may differ by that a person overlooks. */
export type IssuerDifference = Extract<HintCode, "ISSUER_TRAILING_SLASH" | "ISSUER_SCHEME" | "ISSUER_CASE">;

/** Each in words. Completes "differs by …". */
export const ISSUER_DIFFERENCES: Readonly<Record<IssuerDifference, string>> = {
  ISSUER_TRAILING_SLASH: "a slash at the end",
  ISSUER_SCHEME: "the scheme, as in https://",
  ISSUER_CASE: "upper and lower case",
};

/** What two issuers differ by. Empty when they differ by more than that. */
export function issuerDifferences(said: string, issuer: string): IssuerDifference[] {
  const [one, other] = [partsOf(said), partsOf(issuer)];
  if (one.rest.toLowerCase() !== other.rest.toLowerCase()) return [];
  const [scheme, otherScheme] = [one.scheme.toLowerCase(), other.scheme.toLowerCase()];
  const found: IssuerDifference[] = [];
  if (one.slash !== other.slash) found.push("ISSUER_TRAILING_SLASH");
  if (scheme !== otherScheme) found.push("ISSUER_SCHEME");
  if (one.rest !== other.rest || (scheme === otherScheme && one.scheme !== other.scheme))
    found.push("ISSUER_CASE");
  return found;
}

function partsOf(issuer: string) {
  const { scheme = "", rest = "" } = /^(?<scheme>https?:\/\/)?(?<rest>.*)$/is.exec(issuer)?.groups ?? {};
  const slash = rest.endsWith("/");
  return { scheme, rest: slash ? rest.slice(0, -1) : rest, slash };
}
