import type { JwtSigner } from "../../../../../contract/edge/jwt-signer";
import { Copy } from "../../parts/text/copy";
import { Pill } from "../../parts/text/pill";
import { Time } from "../../parts/text/time";

/** What the server read from the certificate of a signer. Draws nothing for one with a JWKS endpoint. */
export function Certificate({ signer, now }: { readonly signer: JwtSigner; readonly now: number }) {
  const { certPem, commonName, fingerprint, notBefore, notAfter } = signer;
  if (!certPem || !fingerprint) return null;
  const isExpired = notAfter !== null && Date.parse(notAfter) <= now;
  const isEarly = notBefore !== null && Date.parse(notBefore) > now;
  return (
    <section aria-label="Certificate">
      <h2>Certificate</h2>
      <dl>
        <dt>Common name</dt>
        <dd>
          <bdi>{commonName || "–"}</bdi>
        </dd>
        <dt>Fingerprint (SHA-1)</dt>
        <dd>
          <Copy text={fingerprint} what="fingerprint" />
        </dd>
        <dt>Valid</dt>
        <dd>
          <Time at={notBefore} /> to <Time at={notAfter} />{" "}
          <Pill tone={isExpired || isEarly ? "bad" : "good"}>
            {isExpired ? "Expired" : isEarly ? "Not yet valid" : "Valid now"}
          </Pill>
        </dd>
      </dl>
    </section>
  );
}
