import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { compactVerify } from "jose";
import type { ParsedJwt } from "./parse-jwt";
import { JwksError, type SignerFacts, type SignInNetwork } from "./sign-in-network";

/**
 * The accepted algorithms. Each has a private key. With HS256, an attacker could use the public key as the
 * shared secret.
 */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/** Finds the signer's key with an id. @returns null without such a key @throws JwksError */
export async function signingKey(
  signer: SignerFacts,
  kid: string,
  network: Pick<SignInNetwork, "fetchJwks">,
): Promise<KeyObject | null> {
  if (signer.certPem !== null) {
    return kid === signer.kid ? new X509Certificate(signer.certPem).publicKey : null;
  }
  if (signer.jwksEndpoint === null)
    throw new JwksError("the signer has neither a certificate nor an endpoint");
  const keys = await network.fetchJwks(signer.jwksEndpoint);
  const jwk = keys.find((key) => key.kid === kid && (key.use === undefined || key.use === "sig"));
  if (jwk === undefined) return null;
  try {
    return createPublicKey({ key: { ...jwk }, format: "jwk" });
  } catch {
    throw new JwksError(`the key ${JSON.stringify(kid)} of the endpoint is not a public key`);
  }
}

/** Verifies the signature. @returns null, or why it is not valid. The key must fit the algorithm. */
export async function signatureProblem({ token, header }: ParsedJwt, key: KeyObject): Promise<string | null> {
  const { alg } = header;
  if (typeof alg !== "string" || !ALGORITHMS.includes(alg)) {
    return `the algorithm must be one of ${ALGORITHMS.join(", ")}`;
  }
  try {
    await compactVerify(token, key, { algorithms: ALGORITHMS });
    return null;
  } catch {
    return `the signature was not made by this key with ${alg}`;
  }
}
