import { X509Certificate } from "node:crypto";
import type { JwtSignerChange } from "../../contract/edge/jwt-signer";
import type { ShownSigner } from "./settings";

type CertificateFacts = Pick<ShownSigner, "fingerprint" | "notBefore" | "notAfter">;

/** The part of the prior state that holds the facts of a certificate. */
interface PriorSigner {
  readonly cert_pem: string | null;
  readonly cert_fingerprint: string | null;
  readonly cert_not_before: string | null;
  readonly cert_not_after: string | null;
}

/**
 * What a controller shows of a signer with these settings.
 * @param prior the state before the change; null for a new signer.
 */
export function sentSigner(id: string, settings: JwtSignerChange, prior: PriorSigner | null): ShownSigner {
  const facts =
    prior !== null && prior.cert_pem === settings.certPem
      ? {
          fingerprint: prior.cert_fingerprint,
          notBefore: prior.cert_not_before,
          notAfter: prior.cert_not_after,
        }
      : certificateFacts(settings.certPem);
  return { ...settings, id, ...facts };
}

/** What a controller reads from a certificate. Nulls without one, and for one that cannot be read. */
function certificateFacts(pem: string | null): CertificateFacts {
  try {
    const { fingerprint, validFrom, validTo } = new X509Certificate(pem ?? "");
    return {
      fingerprint: fingerprint.replaceAll(":", "").toLowerCase(),
      notBefore: new Date(validFrom).toISOString(),
      notAfter: new Date(validTo).toISOString(),
    };
  } catch {
    return { fingerprint: null, notBefore: null, notAfter: null };
  }
}
