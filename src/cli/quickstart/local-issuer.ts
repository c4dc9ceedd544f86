import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

const ALGORITHM = "ES256";
const KEY_ID = "quickstart";
const LIFETIME = "5m";

/** An issuer on this machine, which stands in for Okta: it publishes its key, and signs tokens with it. */
export interface LocalIssuer {
  /** Where it serves its JWKS (RFC 7517). */
  readonly keys: string;
  /** A JWT of these claims that is valid for five minutes. */
  sign(claims: JWTPayload): Promise<string>;
  close(): void;
}

/** Makes a key pair and serves the public key on a free port of 127.0.0.1. It keeps no process alive. */
export async function startIssuer(): Promise<LocalIssuer> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: ALGORITHM, use: "sig" };
  const jwks = JSON.stringify({ keys: [jwk] });
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(jwks);
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return {
    keys: `http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth2/v1/keys`,
    sign: (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
        .setIssuedAt()
        .setExpirationTime(LIFETIME)
        .sign(privateKey),
    close: () => server.close(),
  };
}
