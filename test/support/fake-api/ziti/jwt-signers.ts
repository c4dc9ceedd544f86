import { X509Certificate } from "node:crypto";
import type { Answer } from "../loopback";
import { CREATED, error, type Given, invalid, missing, unhandled } from "./answers";

/** Why a signer is refused; null when it is not. A certificate is looked at before anything else. */
export function signerRefusal(given: Given): Answer | null {
  const { certPem, jwksEndpoint, targetToken } = given;
  if (certPem && !String(certPem).includes("-----BEGIN CERTIFICATE-----")) {
    return error(400, "INVALID_CERT_PEM", "the supplied certificate PEM is either invalid or …");
  }
  if (given.audience === undefined) return missing("audience");
  if (jwksEndpoint && !URL.canParse(String(jwksEndpoint))) {
    const reason = `jwksEndpoint in body must be of type uri: "${jwksEndpoint}"`;
    return invalid("jwksEndpoint", reason, jwksEndpoint);
  }
  if (targetToken !== undefined && targetToken !== "ACCESS" && targetToken !== "ID") {
    return invalid("targetToken", "targetToken in body should be one of [ACCESS ID]", targetToken);
  }
  if (given.issuer === "") {
    return unhandled("index on externalJwtSigners.issuer does not allow null or empty values");
  }
  if (certPem || jwksEndpoint) return null;
  const message = "the value '<nil>' for 'certPem' is invalid: jwksEndpoint or certPem is required";
  const code = "REFERENCED_ENTITY_NOT_FOUND";
  return error(400, code, code, { code: "UNHANDLED", message });
}

export function duplicateIssuer({ issuer }: Given): string {
  return `duplicate value '${issuer}' in unique index on externalJwtSigners store`;
}

/** A signer as the controller stores it. */
export function signer(given: Given, line: "1.6" | "2.x") {
  const claim = String(given.claimsProperty ?? "sub");
  const { fingerprint, ...dates } = certificateFacts(given.certPem);
  return {
    ...BLANK_SIGNER,
    ...given,
    ...dates,
    claimsProperty: line === "2.x" ? `/${claim.replace(/^\//, "")}` : claim,
    // An empty string is stored as it is, and then no token fits.
    kid: given.kid ?? fingerprint,
    fingerprint,
    externalAuthUrl: given.externalAuthUrl || null,
    targetToken: given.targetToken ?? "ACCESS",
    tags: given.tags ?? {},
    // Fields of the 2.x line that nothing here knows.
    enrollToCertEnabled: false,
    enrollNameClaimsSelector: "/sub",
  };
}

const BLANK_SIGNER = {
  enabled: true,
  jwksEndpoint: null,
  certPem: null,
  useExternalId: false,
  clientId: null,
  scopes: null,
  commonName: "",
  createdAt: CREATED,
  updatedAt: CREATED,
};

/** What the controller reads from a certificate. Without one, the dates are the zero value of Go's times. */
function certificateFacts(pem: unknown) {
  const zero = "0001-01-01T00:00:00.000Z";
  if (!pem) return { fingerprint: null, notBefore: zero, notAfter: zero };
  const { fingerprint, validFrom, validTo } = new X509Certificate(String(pem));
  return {
    fingerprint: fingerprint.replaceAll(":", "").toLowerCase(),
    notBefore: new Date(validFrom).toISOString(),
    notAfter: new Date(validTo).toISOString(),
  };
}
