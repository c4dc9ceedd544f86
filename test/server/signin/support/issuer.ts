import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A key pair on the curve P-256. */
interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** An identity provider's key pair, with which it signs JWTs. */
export class Issuer {
  constructor(
    readonly kid: string,
    private readonly keys: KeyPair = generateKeyPairSync("ec", { namedCurve: "P-256" }),
  ) {}

  get jwk(): object {
    return { ...this.keys.publicKey.export({ format: "jwk" }), kid: this.kid, use: "sig", alg: "ES256" };
  }

  /** A JWT of these claims; the header may be changed. */
  sign(claims: object, header: object = {}): string {
    return signedBy(this.keys.privateKey, claims, { alg: "ES256", kid: this.kid, typ: "JWT", ...header });
  }

  /** The well-known forgery: an HMAC whose secret is the public key. */
  forge(claims: object): string {
    const text = `${part({ alg: "HS256", kid: this.kid })}.${part(claims)}`;
    const secret = this.keys.publicKey.export({ type: "spki", format: "pem" });
    return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  }
}

function signedBy(key: KeyObject, claims: object, header: object): string {
  const text = `${part(header)}.${part(claims)}`;
  const signature = sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

/** An HTTP server on a free loopback port. */
export class Loopback {
  private constructor(
    readonly server: Server,
    readonly url: string,
  ) {}

  static async start(listener: RequestListener): Promise<Loopback> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Loopback(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
