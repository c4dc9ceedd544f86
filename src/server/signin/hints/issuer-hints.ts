import type { HintCode } from "../../../contract/gateway/jwt-check";
import { link } from "../links";
import type { SignerFacts } from "../sign-in-network";
import { type Hint, hint, listed, quoted } from "./hint";

type Difference = Extract<HintCode, "ISSUER_TRAILING_SLASH" | "ISSUER_SCHEME" | "ISSUER_CASE">;

const WORDS: Readonly<Record<Difference, string>> = {
  ISSUER_TRAILING_SLASH: "a slash at the end",
  ISSUER_SCHEME: "the scheme, as in https://",
  ISSUER_CASE: "upper and lower case",
};

/** Why no JWT signer has the issuer of the token. */
export function issuerHints(iss: unknown, signers: readonly SignerFacts[]): Hint[] {
  if (typeof iss !== "string") {
    const message = "the token has no iss; send a token that names its issuer, such as an ID token";
    return [hint("ISSUERS_KNOWN", message)];
  }
  const alike = signers.flatMap((signer) =>
    differences(iss, signer.issuer).map((code) => differs(code, signer)),
  );
  return alike.length > 0 ? alike : [known(signers)];
}

function differs(code: Difference, signer: SignerFacts): Hint {
  const [name, issuer] = [quoted(signer.name), quoted(signer.issuer)];
  const message =
    `the JWT signer ${name} has the issuer ${issuer}, which differs by ${WORDS[code]}; set its issuer to ` +
    "exactly what the token says";
  return hint(code, message, link("jwt-signer", signer));
}

/** What two issuers differ by. Empty when they differ by more than that. */
function differences(said: string, issuer: string): Difference[] {
  const [one, other] = [partsOf(said), partsOf(issuer)];
  if (one.rest.toLowerCase() !== other.rest.toLowerCase()) return [];
  const [scheme, otherScheme] = [one.scheme.toLowerCase(), other.scheme.toLowerCase()];
  const found: Difference[] = [];
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

function known(signers: readonly SignerFacts[]): Hint {
  if (signers.length === 0) {
    const message = "the network has no JWT signer; create one with the issuer that the token says";
    return hint("ISSUERS_KNOWN", message);
  }
  const message =
    `the issuers of the network's JWT signers are ${listed(signers.map(({ issuer }) => issuer))}; create a ` +
    "JWT signer with the token's issuer, or send a token of one of these";
  return hint("ISSUERS_KNOWN", message, ...signers.slice(0, 10).map((signer) => link("jwt-signer", signer)));
}
