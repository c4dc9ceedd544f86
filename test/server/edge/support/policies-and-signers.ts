import type { EdgeAnswer, EdgeApi } from "./edge-api";

export const POLICIES = "auth-policies";
export const SIGNERS = "external-jwt-signers";

let count = 0;

/** A name that no other test of the file uses. */
export const fresh = (what: string) => `${what} ${++count}`;

/** An auth policy as the edge API takes it. */
export function policy(changes: Record<string, unknown> = {}) {
  return {
    name: fresh("policy"),
    primary: {
      cert: { allowed: false, allowExpiredCerts: false },
      extJwt: { allowed: true, allowedSigners: [] as string[] },
      updb: {
        allowed: false,
        minPasswordLength: 12,
        requireSpecialChar: true,
        requireNumberChar: false,
        requireMixedCase: true,
        maxAttempts: 3,
        lockoutDurationMinutes: 15,
      },
    },
    secondary: { requireTotp: false, requireExtJwtSigner: null as string | null },
    tags: { team: "platform", managed: true, note: null },
    ...changes,
  };
}

/** A JWT signer as the edge API takes it, with its keys at an endpoint. */
export function signer(changes: Record<string, unknown> = {}) {
  return {
    name: fresh("signer"),
    enabled: true,
    issuer: `https://idp.example/${fresh("issuer")}`,
    audience: "netfoundry",
    jwksEndpoint: "https://idp.example/keys",
    ...changes,
  };
}

/** The same call by every verb that writes a whole object. */
export async function refusals(
  api: EdgeApi,
  collection: string,
  id: string,
  body: unknown,
): Promise<EdgeAnswer[]> {
  return [
    await api.call("POST", `/${collection}`, body),
    await api.call("PUT", `/${collection}/${id}`, body),
    await api.call("PATCH", `/${collection}/${id}`, body),
  ];
}
