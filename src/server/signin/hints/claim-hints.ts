import { pointerTo } from "../../../contract/jwt/claim-pointer";
import { textClaims } from "../../../contract/jwt/text-claims";
import type { CheckedToken } from "../check-token";
import { link } from "../links";
import type { NamedIdentity, SignerFacts, SignInNetwork } from "../sign-in-network";
import { type Hint, hint, listed, quoted } from "./hint";

type Found = Pick<CheckedToken, "signer" | "claims">;

/** Whom the token is for, and whom the signer expects. */
export function audienceHints({ signer, claims }: Found): Hint[] {
  if (signer === null) return [];
  const audiences = [claims.aud].flat().filter((one) => typeof one === "string");
  const [code, expects] =
    signer.audience === null
      ? (["SIGNER_WITHOUT_AUDIENCE", "has no audience"] as const)
      : (["AUDIENCE_OF_TOKEN", `expects ${quoted(signer.audience)}`] as const);
  const says = audiences.length === 0 ? "has no aud" : `is for ${listed(audiences)}`;
  const remedy =
    audiences.length === 0
      ? "set the identity provider to write an audience"
      : "set the signer's audience to the token's, or have the token issued for the signer's";
  const message = `the token ${says}; the JWT signer ${quoted(signer.name)} ${expects}; ${remedy}`;
  return [hint(code, message, link("jwt-signer", signer))];
}

/** Where the token says what the signer looks for elsewhere. */
export async function missingClaimHints(found: Found, network: SignInNetwork): Promise<Hint[]> {
  const { signer, claims } = found;
  if (signer === null) return [];
  const property = signer.claimsProperty;
  const plain = [property, property.slice(1)].find((name) => name !== "" && Object.hasOwn(claims, name));
  if (plain !== undefined) {
    const [name, pointer] = [quoted(plain), quoted(pointerTo(plain))];
    const message = `the token has the claim ${name}; claimsProperty is a JSON pointer, so write ${pointer}`;
    return [hint("CLAIM_NEEDS_ESCAPE", message, link("jwt-signer", signer))];
  }
  const others = await otherClaimHints(found, network);
  if (others.length > 0) return others;
  const message =
    `the token has the claims ${listed(Object.keys(claims))}; set claimsProperty of the JWT signer ` +
    `${quoted(signer.name)} to one of them, or have the identity provider add the claim ${quoted(property)}`;
  return [hint("CLAIMS_OF_TOKEN", message, link("jwt-signer", signer))];
}

/** The type of a claim that is no text. */
export async function claimTypeHints(found: Found, value: unknown, network: SignInNetwork): Promise<Hint[]> {
  const { signer } = found;
  if (signer === null) return [];
  const message =
    `the claim ${quoted(signer.claimsProperty)} is ${typeOf(value)}, and a controller takes only a text; ` +
    "set the identity provider to write it as one text, or choose another claim";
  const type = hint("CLAIM_TYPE", message, link("jwt-signer", signer));
  return [type, ...(await otherClaimHints(found, network))];
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** Other claims that name an identity as the signer's claim should. */
export async function otherClaimHints({ signer, claims }: Found, network: SignInNetwork): Promise<Hint[]> {
  if (signer === null) return [];
  const texts = textClaims(claims);
  const key = signer.useExternalId ? "externalId" : "id";
  const found = await network.identitiesBy(key, [...new Set(texts.map(({ value }) => value))]);
  return texts.flatMap(({ pointer, value }) => {
    const identity = found.find((one) => one[key] === value);
    return identity === undefined ? [] : [otherClaim(pointer, signer, identity)];
  });
}

function otherClaim(pointer: string, signer: SignerFacts, identity: NamedIdentity): Hint {
  const what = signer.useExternalId ? "external ID" : "id";
  const message =
    `the claim ${quoted(pointer)} holds the ${what} of the identity ${quoted(identity.name)}; set ` +
    `claimsProperty of the JWT signer ${quoted(signer.name)} to it`;
  return hint("CLAIM_WITH_EXTERNAL_ID", message, link("jwt-signer", signer), link("identity", identity));
}
