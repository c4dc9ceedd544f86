import { pemText } from "../../../../../as-code/model/pem";
import type { JwtSigner, JwtSignerChange } from "../../../../../contract/edge/jwt-signer";
import { parseUrl } from "../../../../../contract/parse-url";

/** The settings of a JWT signer. A newer controller may know further tokens to send. */
export type SignerSettings = Omit<JwtSignerChange, "targetToken"> & Pick<JwtSigner, "targetToken">;

/** What a person chose and typed. */
export interface SignerForm {
  readonly name: string;
  readonly enabled: boolean;
  readonly issuer: string;
  readonly audience: string;
  /** What verifies the signature of a token. */
  readonly keysFrom: "jwks" | "cert";
  readonly jwksEndpoint: string;
  readonly certPem: string;
  readonly kid: string;
  readonly claimsProperty: string;
  readonly useExternalId: boolean;
  readonly clientId: string;
  /** Between spaces. */
  readonly scopes: string;
  readonly externalAuthUrl: string;
  readonly targetToken: string;
}

/** A signer whose tokens name people by their external ID, as SCIM sets it. */
export const NEW_SIGNER: SignerSettings = {
  name: "",
  enabled: true,
  issuer: null,
  audience: null,
  jwksEndpoint: null,
  certPem: null,
  kid: null,
  claimsProperty: "sub",
  useExternalId: true,
  clientId: null,
  scopes: [],
  externalAuthUrl: null,
  targetToken: "ACCESS",
  tags: {},
};

/** The form that shows a signer. */
export function signerForm(signer: SignerSettings): SignerForm {
  return {
    name: signer.name,
    enabled: signer.enabled,
    issuer: signer.issuer ?? "",
    audience: signer.audience ?? "",
    keysFrom: signer.certPem ? "cert" : "jwks",
    jwksEndpoint: signer.jwksEndpoint ?? "",
    certPem: signer.certPem ?? "",
    kid: signer.kid ?? "",
    claimsProperty: signer.claimsProperty ?? "",
    useExternalId: signer.useExternalId,
    clientId: signer.clientId ?? "",
    scopes: scopesOf(signer).join(" "),
    externalAuthUrl: signer.externalAuthUrl ?? "",
    targetToken: signer.targetToken,
  };
}

/** A signer with what the form says. What the form does not show stays as it was. */
export function signerOf(form: SignerForm, before: SignerSettings): SignerSettings {
  const isCert = form.keysFrom === "cert";
  // A signer has either, and the other one is null: an empty text counts as one.
  const ofCert = (text: string, stored: string | null) => (isCert ? textOr(stored, text) : null);
  const scopes = form.scopes.split(/[\s,]+/).filter((scope) => scope !== "");
  return {
    ...before,
    name: form.name,
    enabled: form.enabled,
    issuer: textOr(before.issuer, form.issuer.trim()),
    audience: textOr(before.audience, form.audience.trim()),
    jwksEndpoint: isCert ? null : textOr(before.jwksEndpoint, form.jwksEndpoint.trim()),
    certPem: ofCert(form.certPem, before.certPem),
    kid: isCert || before.certPem ? ofCert(form.kid.trim(), before.kid) : before.kid,
    claimsProperty: textOr(before.claimsProperty, form.claimsProperty.trim()),
    useExternalId: form.useExternalId,
    clientId: textOr(before.clientId, form.clientId.trim()),
    scopes: scopes.join(" ") === scopesOf(before).join(" ") ? before.scopes : scopes,
    externalAuthUrl: textOr(before.externalAuthUrl, form.externalAuthUrl.trim()),
    targetToken: form.targetToken,
  };
}

/** A field of the form as the API names it. */
export type SignerField =
  | "name"
  | "issuer"
  | "audience"
  | "jwksEndpoint"
  | "certPem"
  | "kid"
  | "externalAuthUrl";

/** What is wrong with the form, by field. */
export function signerErrors(form: SignerForm): Partial<Record<SignerField, string>> {
  return {
    ...(form.name.trim() === "" && { name: "Write a name." }),
    ...(form.issuer.trim() === "" && { issuer: "Write the issuer: what the tokens say in iss." }),
    ...(form.audience.trim() === "" && {
      audience: "Write the audience. Without one, the network accepts no token.",
    }),
    ...(form.keysFrom === "jwks" &&
      !isHttpUrl(form.jwksEndpoint) && { jwksEndpoint: "Write an http or https URL." }),
    ...(form.keysFrom === "cert" && certProblem(form.certPem)),
    ...(form.externalAuthUrl.trim() !== "" &&
      !isHttpUrl(form.externalAuthUrl) && { externalAuthUrl: "Write an http or https URL, or nothing." }),
  };
}

function certProblem(text: string): { certPem: string } | null {
  if (text.includes("PRIVATE KEY-----")) {
    return { certPem: "This is a private key. Remove it from here, and paste the certificate." };
  }
  if (text.includes("PUBLIC KEY-----")) {
    return { certPem: "This is a public key. Paste the certificate that holds it." };
  }
  const isOne = pemText(text) !== null && text.includes("BEGIN CERTIFICATE-----");
  return isOne ? null : { certPem: "Paste exactly one certificate in PEM, from -----BEGIN to END-----." };
}

function isHttpUrl(text: string): boolean {
  const protocol = parseUrl(text.trim())?.protocol;
  return protocol === "http:" || protocol === "https:";
}

/** What was stored, when the form still says it. A blank text is none. */
function textOr(stored: string | null, text: string): string | null {
  return text === (stored ?? "") ? stored : text || null;
}

/** A controller may answer null for an empty list. */
function scopesOf({ scopes }: SignerSettings): readonly string[] {
  return scopes ?? [];
}
