import * as z from "zod/mini";
import { type JwtSignerSettings, jwtSignerSettings } from "../../../contract/edge/jwt-signer";
import { DEFAULT_AUTH_POLICY_ID } from "../../../contract/gateway/mapping";
import { parseUrl } from "../../../contract/parse-url";
import { invalidField } from "../edge-error";
import { checked, type JsonObject } from "../edge-request";
import { type CertificateFacts, readCertificate } from "./certificate";

const DEFAULT_CLAIM = "/sub";

/** A text. The fallback replaces a text that is blank, null or absent. */
const textOr = (fallback: string) =>
  z.pipe(
    z.nullish(z.string()),
    z.transform((text) => (text === undefined || text === null || text.trim() === "" ? fallback : text)),
  );
const flag = z.pipe(
  z.nullish(z.boolean()),
  z.transform((given) => given ?? false),
);

/** The contract's settings, and those that a controller of the 2.x line stores beside them. */
const settingsSchema = z.extend(jwtSignerSettings, {
  useExternalId: flag,
  claimsProperty: textOr(DEFAULT_CLAIM),
  enrollToCertEnabled: flag,
  enrollToTokenEnabled: flag,
  enrollAuthPolicyId: textOr(DEFAULT_AUTH_POLICY_ID),
  enrollNameClaimsSelector: textOr(DEFAULT_CLAIM),
  enrollAttributeClaimsSelector: textOr(""),
});

export type EdgeSignerSettings = JwtSignerSettings & z.infer<typeof settingsSchema>;

/** Valid settings, and the facts of their certificate. */
export interface SignerToStore {
  readonly settings: EdgeSignerSettings & { readonly issuer: string };
  /** Null with a JWKS endpoint. */
  readonly certificate: CertificateFacts | null;
}

/** The fields that a create or PUT must hold, even if with null. */
const REQUIRED = ["name", "enabled", "issuer", "audience"] as const;

/**
 * A whole signer, as a create or PUT sends it. Absent fields get their defaults.
 * @throws EdgeError COULD_NOT_VALIDATE or INVALID_CERT_PEM.
 */
export function readSigner(body: JsonObject): SignerToStore {
  const missing = REQUIRED.find((field) => body[field] === undefined);
  if (missing !== undefined) throw invalidField(missing, "is required");
  return signerToStore(checked(settingsSchema, body));
}

/** The signer after a PATCH. Absent fields stay as they are. @throws EdgeError as {@link readSigner}. */
export function patchedSigner(current: EdgeSignerSettings, sent: JsonObject): SignerToStore {
  return signerToStore(checked(settingsSchema, { ...current, ...sent }));
}

function signerToStore(settings: EdgeSignerSettings): SignerToStore {
  const { issuer, jwksEndpoint, certPem } = settings;
  if (issuer === null) throw invalidField("issuer", "must not be blank");
  // A blank text counts as defined here and null does not, as with a controller.
  if (jwksEndpoint !== null && certPem !== null) {
    throw invalidField("jwksEndpoint", "and certPem exclude each other; send one and leave the other out");
  }
  if (!jwksEndpoint && !certPem) throw invalidField("certPem", "or jwksEndpoint is required");
  if (jwksEndpoint) requireHttpUrl("jwksEndpoint", jwksEndpoint);
  return { settings: { ...settings, issuer }, certificate: certPem ? readCertificate(certPem) : null };
}

function requireHttpUrl(field: string, text: string): void {
  const protocol = parseUrl(text)?.protocol;
  if (protocol === "http:" || protocol === "https:") return;
  throw invalidField(field, "must be an http or https URL");
}
