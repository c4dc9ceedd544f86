import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { compactVerify } from "jose";
import type { ParsedJwt } from "./parse-jwt";
import { JwksError, type SignerFacts, type SignInWorld } from "./world";

/** A shared secret could be a public key taken for one; only signatures by a private key count. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/** The key that a token names; null when the signer has none of that id. @throws JwksError */
export async function signingKey(
  signer: SignerFacts,
  kid: string,
  world: Pick<SignInWorld, "fetchJwks">,
): Promise<KeyObject | null> {
  if (signer.certPem !== null) {
    return kid === signer.kid ? new X509Certificate(signer.certPem).publicKey : null;
  }
  if (signer.jwksEndpoint === null)
    throw new JwksError("the signer has neither a certificate nor an endpoint");
  const keys = await world.fetchJwks(signer.jwksEndpoint);
  const jwk = keys.find((key) => key.kid === kid && (key.use === undefined || key.use === "sig"));
  if (jwk === undefined) return null;
  try {
    return createPublicKey({ key: { ...jwk }, format: "jwk" });
  } catch {
    throw new JwksError(`the key ${JSON.stringify(kid)} of the endpoint is no public key`);
  }
}

/** Why the signature does not hold; null when it does. The type of the key must fit the algorithm. */
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
