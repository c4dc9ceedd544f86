import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { compactVerify } from "jose";
import type { ParsedJwt } from "../../contract/jwt/parse-jwt";
import { type JsonWebKeyFacts, JwksError, type SignerFacts, type SignInNetwork } from "./sign-in-network";

/**
 * The accepted algorithms. Each has a private key. With HS256, an attacker could use the public key as the
 * shared secret.
 */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/** The keys of a signer. */
export interface SigningKeys {
  /** The ids of the keys, as the signer gives them. */
  readonly kids: readonly string[];
  /** @returns null without a key of this id @throws JwksError when it is no public key */
  readonly find: (kid: string) => KeyObject | null;
}

/** Reads the keys of a signer. @throws JwksError when the endpoint does not give them */
export async function signingKeys(
  { certPem, kid: certificateKid, jwksEndpoint }: SignerFacts,
  { fetchJwks }: Pick<SignInNetwork, "fetchJwks">,
): Promise<SigningKeys> {
  if (certPem !== null) {
    const find = (kid: string) => (kid === certificateKid ? new X509Certificate(certPem).publicKey : null);
    return { kids: [certificateKid], find };
  }
  if (jwksEndpoint === null) throw new JwksError("the signer has neither a certificate nor an endpoint");
  const keys = (await fetchJwks(jwksEndpoint)).filter(({ use }) => use === undefined || use === "sig");
  return {
    kids: keys.flatMap(({ kid }) => (typeof kid === "string" ? [kid] : [])),
    find: (kid) => {
      const jwk = keys.find((key) => key.kid === kid);
      return jwk === undefined ? null : publicKey(jwk);
    },
  };
}

function publicKey(jwk: JsonWebKeyFacts): KeyObject {
  try {
    return createPublicKey({ key: { ...jwk }, format: "jwk" });
  } catch {
    throw new JwksError(`the key ${JSON.stringify(jwk.kid)} of the endpoint is not a public key`);
  }
}

/** Whether the check accepts signatures of an algorithm. */
export function isAcceptedAlgorithm(alg: unknown): boolean {
  return typeof alg === "string" && ALGORITHMS.includes(alg);
}

/** Verifies the signature. @returns null, or why it is not valid. The key must fit the algorithm. */
export async function signatureProblem({ token, header }: ParsedJwt, key: KeyObject): Promise<string | null> {
  const { alg } = header;
  if (!isAcceptedAlgorithm(alg)) {
    return `the algorithm must be one of ${ALGORITHMS.join(", ")}`;
  }
  try {
    await compactVerify(token, key, { algorithms: ALGORITHMS });
    return null;
  } catch {
    return `the signature was not made by this key with ${alg}`;
  }
}
