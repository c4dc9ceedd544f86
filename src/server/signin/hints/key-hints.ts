import type { CheckedToken } from "../check-token";
import { link } from "../links";
import { JwksError, type SignerFacts, type SignInNetwork } from "../sign-in-network";
import { isAcceptedAlgorithm, signingKeys } from "../signing-key";
import { type Hint, hint, listed, quoted } from "./hint";

/** Which keys the signer has, for a token that names none of them. */
export async function kidHints({ signer, header, kids }: Found, network: SignInNetwork): Promise<Hint[]> {
  if (signer === null) return [];
  const name = `the JWT signer ${quoted(signer.name)}`;
  const isNamed = typeof header.kid === "string" && header.kid !== "";
  const remedy = isNamed
    ? "the identity provider may have new keys: check the signer's JWKS endpoint or certificate"
    : "set the identity provider to write the key's id (kid) into the header; a controller needs it";
  const has = await servedKids(kids, signer, network);
  return [hint("KIDS_SERVED", `${name} ${has}; ${remedy}`, link("jwt-signer", signer))];
}

type Found = Pick<CheckedToken, "signer" | "header" | "kids">;

async function servedKids(
  read: CheckedToken["kids"],
  signer: SignerFacts,
  network: SignInNetwork,
): Promise<string> {
  try {
    const kids = (read ?? (await signingKeys(signer, network)).kids).filter((kid) => kid !== "");
    return kids.length === 0 ? "has no key with an id" : `has the keys ${listed(kids)}`;
  } catch (error) {
    if (error instanceof JwksError) return `has keys that cannot be read now: ${error.message}`;
    throw error;
  }
}

/** Where the keys of the signer should have been. */
export function endpointHints({ signer }: Found): Hint[] {
  if (signer === null) return [];
  const { name, jwksEndpoint } = signer;
  const message =
    jwksEndpoint === null
      ? `give the JWT signer ${quoted(name)} a JWKS endpoint or a certificate`
      : `the JWT signer ${quoted(name)} reads its keys from ${quoted(jwksEndpoint)}; open this address. ` +
        "If it shows no key set, correct it in the signer";
  return [hint("JWKS_ENDPOINT", message, link("jwt-signer", signer))];
}

/** Why a signature does not fit the key that the header names. */
export function signatureHints({ signer, header }: Found): Hint[] {
  if (signer === null) return [];
  const to = link("jwt-signer", signer);
  if (!isAcceptedAlgorithm(header.alg)) {
    const said = typeof header.alg === "string" ? quoted(header.alg) : "no text";
    const remedy = "set the identity provider to sign with a key pair, for example RS256 or ES256";
    const message = `the header's alg says ${said}; ${remedy}`;
    return [hint("ALGORITHM_NOT_ALLOWED", message, to)];
  }
  const where = signer.certPem === null ? "at its JWKS endpoint" : "in its certificate";
  const message =
    `another key made the signature than the one of this id ${where}, or somebody altered the token; check ` +
    `that the JWT signer ${quoted(signer.name)} has the keys of the tenant that issued the token`;
  return [hint("KEY_DIFFERS", message, to)];
}
