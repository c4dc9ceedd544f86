import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

interface RecordedToken {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly alg: "RS256" | "ES256";
  readonly kid: string | null;
  readonly key: string;
  readonly iss: string;
  readonly aud: string | readonly string[] | null;
  /** Seconds from the sign-in. */
  readonly exp: number;
  readonly iat: number;
  readonly nbf?: number;
}

/** A sign-in with a JWT, and what a real controller, version 1.6.20, answered. */
export interface RecordedSignIn {
  readonly label: string;
  readonly token: RecordedToken | string;
  readonly answer: {
    readonly status: number;
    readonly code?: string;
    /** The name of the identity. */
    readonly identity?: string;
    readonly secondFactor?: readonly string[];
  };
}

/** In the order in which they happened. */
export const SIGN_INS: readonly RecordedSignIn[] = readFileSync(
  join(__dirname, "../../fixtures/openziti/sign-in-1.6.20.jsonl"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** The id that the recording gave the identity `any`. */
const RECORDED_ID = "8RCziAvz89";

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** An issuer with an RSA key (k1) and one on the curve P-256 (e1). It publishes both. */
export class RecordedIssuer {
  readonly #keys: Readonly<Record<string, { publicKey: KeyObject; privateKey: KeyObject }>> = {
    "published RSA key": generateKeyPairSync("rsa", { modulusLength: 2048 }),
    "published EC key": generateKeyPairSync("ec", { namedCurve: "P-256" }),
    "another RSA key": generateKeyPairSync("rsa", { modulusLength: 2048 }),
  };
  readonly #server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ keys: [this.#jwk("k1", "RSA", "RS256"), this.#jwk("e1", "EC", "ES256")] }));
  });

  #jwk(kid: string, kind: string, alg: string): object {
    const jwk = this.#keys[`published ${kind} key`]?.publicKey.export({ format: "jwk" });
    return { ...jwk, kid, use: "sig", alg };
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The address of the keys. Each signer has one of its own. */
  jwksEndpoint(signer: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${signer}`;
  }

  /** The token of a recorded sign-in, for this moment. @param anyId the id of the identity `any` here. */
  tokenOf({ token }: RecordedSignIn, anyId: string): string {
    if (typeof token === "string") return this.#strange(token);
    const { alg, kid, iss, aud, claims, key } = token;
    const now = Math.floor(Date.now() / 1000);
    const times = { exp: now + token.exp, iat: now + token.iat };
    const nbf = token.nbf === undefined ? {} : { nbf: now + token.nbf };
    const here = claims.sub === RECORDED_ID ? { ...claims, sub: anyId } : claims;
    const body = { iss, ...(aud === null ? {} : { aud }), ...times, ...nbf, ...here };
    const text = `${part({ alg, typ: "JWT", ...(kid === null ? {} : { kid }) })}.${part(body)}`;
    const signing = this.#keys[key]?.privateKey;
    if (signing === undefined) throw new Error(`no key "${key}"`);
    const signature = sign("sha256", Buffer.from(text), { key: signing, dsaEncoding: "ieee-p1363" });
    return `${text}.${signature.toString("base64url")}`;
  }

  #strange(kind: string): string {
    if (!kind.includes(" ")) return kind;
    const exp = Math.floor(Date.now() / 1000) + 300;
    const claims = { iss: "https://idp.example.com", aud: "aud", exp, email: "ok@x.com" };
    if (kind === "alg none") return `${part({ alg: "none", kid: "k1" })}.${part(claims)}.`;
    // The well-known forgery: an HMAC whose secret is the public key.
    const text = `${part({ alg: "HS256", kid: "k1" })}.${part(claims)}`;
    const secret = this.#keys["published RSA key"]?.publicKey.export({ type: "spki", format: "pem" }) ?? "";
    return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  }
}

const PASSWORDS = {
  allowed: false,
  minPasswordLength: 5,
  requireSpecialChar: false,
  requireNumberChar: false,
  requireMixedCase: false,
  maxAttempts: 0,
  lockoutDurationMinutes: 0,
};

/** How the world of the recording is made: `create` makes an object and answers its id. */
export async function makeRecordedWorld(
  issuer: RecordedIssuer,
  create: (kind: string, body: object) => Promise<string>,
): Promise<ReadonlyMap<string, string>> {
  const signer = (name: string, more: object = {}) =>
    create("external-jwt-signers", {
      name,
      issuer: `https://idp.example.com${name === "main" ? "" : `/${name}`}`,
      audience: "aud",
      claimsProperty: "email",
      useExternalId: true,
      enabled: true,
      jwksEndpoint: issuer.jwksEndpoint(name),
      ...more,
    });
  const main = await signer("main");
  const other = await signer("other");
  await signer("off", { enabled: false });
  await signer("byid", { claimsProperty: "sub", useExternalId: false });
  const policy = (name: string, allowedSigners: readonly string[], more: object = {}, allowed = true) =>
    create("auth-policies", {
      name,
      primary: {
        cert: { allowed: false, allowExpiredCerts: false },
        extJwt: { allowed, allowedSigners },
        updb: PASSWORDS,
      },
      secondary: { requireTotp: false, ...more },
    });
  const policies = new Map([
    ["ok", await policy("main", [main])],
    ["any", await policy("all", [])],
    ["oth", await policy("other", [other])],
    ["no", await policy("none", [], {}, false)],
    ["totp", await policy("totp", [], { requireTotp: true })],
    ["sec", await policy("second", [], { requireExtJwtSigner: other })],
    ["def", "default"],
  ]);
  policies.set("dis", policies.get("ok") ?? "");
  const ids = new Map<string, string>();
  for (const [name, authPolicyId] of policies) {
    const body = { name, type: "Default", isAdmin: false, externalId: `${name}@x.com`, authPolicyId };
    ids.set(name, await create("identities", body));
  }
  return ids;
}
