import * as z from "zod/mini";
import { answeredTags, edgeList, notBlank, tags, timestamp } from "../common";
import { managedBy } from "../managed-by";

export const TARGET_TOKENS = ["ACCESS", "ID"] as const;
export type TargetToken = (typeof TARGET_TOKENS)[number];

/** A text that the controller treats as absent when it is blank. */
const blankIsNull = z.pipe(
  z.nullish(z.string()),
  z.transform((text) => (text === undefined || text === null || text.trim() === "" ? null : text)),
);
/** A text that the controller stores as it is sent, even the empty one. */
const asSent = z.pipe(
  z.nullish(z.string()),
  z.transform((text) => text ?? null),
);

/** A time. A controller shows one that is not set as year 1, which is null here. */
const timeOrNone = z.pipe(
  z.nullish(timestamp),
  z.transform((time) => (time === undefined || time === null || time.startsWith("0001-") ? null : time)),
);

/** The settings of a JWT signer. A PUT sends them and a GET returns them. */
export const jwtSignerSettings = z.object({
  name: notBlank,
  enabled: z.boolean(),
  issuer: blankIsNull,
  audience: blankIsNull,
  /** Exactly one of `jwksEndpoint` and `certPem` is set. */
  jwksEndpoint: asSent,
  certPem: asSent,
  kid: asSent,
  claimsProperty: asSent,
  useExternalId: z._default(z.boolean(), false),
  clientId: asSent,
  scopes: z.pipe(
    z.nullish(z.array(z.string())),
    z.transform((scopes) => scopes ?? []),
  ),
  externalAuthUrl: blankIsNull,
  targetToken: z.pipe(
    z.nullish(z.enum(TARGET_TOKENS)),
    z.transform((target): TargetToken => target ?? "ACCESS"),
  ),
  tags: z.pipe(
    z.nullish(tags),
    z.transform((given) => given ?? {}),
  ),
});
export type JwtSignerSettings = z.infer<typeof jwtSignerSettings>;

/** One external JWT signer of the edge API. */
export const jwtSigner = z.extend(jwtSignerSettings, {
  id: z.string(),
  /** One of TARGET_TOKENS, or a value of a newer controller. */
  targetToken: z.pipe(
    z.nullish(z.string()),
    z.transform((target) => target ?? "ACCESS"),
  ),
  tags: answeredTags,
  commonName: asSent,
  /** SHA-1 of the certificate, in the controller's notation. Null with a JWKS endpoint. */
  fingerprint: blankIsNull,
  notBefore: timeOrNone,
  notAfter: timeOrNone,
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Of this project's server alone: no controller of OpenZiti sends it. */
  managedBy: z.optional(z.nullable(managedBy)),
});
export type JwtSigner = z.infer<typeof jwtSigner>;

/** The settings of a JWT signer, with tags of the types that a controller answered. */
export type JwtSignerChange = Omit<JwtSignerSettings, "tags"> & Pick<JwtSigner, "tags">;

/** Answer of `GET /external-jwt-signers`. */
export const jwtSignerList = edgeList(jwtSigner);
