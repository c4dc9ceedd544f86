import { X509Certificate } from "node:crypto";
import { EdgeError } from "../edge-error";

/** The facts of a certificate that the API shows. */
export interface CertificateFacts {
  readonly commonName: string;
  /** SHA-1 of the certificate, lower-case hexadecimal without colons. */
  readonly fingerprint: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Reads the PEM of exactly one certificate. @throws EdgeError INVALID_CERT_PEM */
export function readCertificate(pem: string): CertificateFacts {
  const [text, ...others] = pem.match(CERTIFICATE) ?? [];
  if (text === undefined) throw invalid("holds no certificate in PEM form");
  if (others.length > 0) throw invalid(`must hold one certificate, not ${others.length + 1}`);
  const certificate = parseCertificate(text);
  return {
    commonName: commonNameOf(certificate),
    fingerprint: certificate.fingerprint.replaceAll(":", "").toLowerCase(),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
  };
}

function parseCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw invalid("holds a certificate that cannot be read");
  }
}

/** The common name of the subject, or "" without one. The last of several counts, as in Go. */
function commonNameOf(certificate: X509Certificate): string {
  const { CN } = (certificate.toLegacyObject().subject ?? {}) as { CN?: string | string[] };
  return (Array.isArray(CN) ? CN.at(-1) : CN) ?? "";
}

function invalid(reason: string): EdgeError {
  return new EdgeError("INVALID_CERT_PEM", `certPem ${reason}`, { field: "certPem", reason });
}
