import { createPrivateKey, X509Certificate } from "node:crypto";
import { certificateBytes, createCertificate } from "../../../src/tfplugin/wire/certificate";

describe("the certificate", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const made = createCertificate(now);
  const read = new X509Certificate(made.der);

  test("is for localhost, signed with its own key, and valid now for thirty years", () => {
    expect(read.subject).toBe("CN=localhost");
    expect(read.subjectAltName).toBe("DNS:localhost");
    expect(read.verify(read.publicKey)).toBe(true);
    expect(new Date(read.validFrom) < now).toBe(true);
    expect(new Date(read.validTo).getUTCFullYear()).toBe(2056);
    expect(read.publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });

  test("comes with the private key that its public key belongs to", () => {
    expect(read.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
    expect(createPrivateKey(made.key).asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });

  test("is the same in PEM and DER, and different every time", () => {
    expect(certificateBytes(made.cert)?.equals(made.der)).toBe(true);
    expect(createCertificate(now).der.equals(made.der)).toBe(false);
  });

  test("is valid whatever bytes the random serial number starts with", () => {
    for (let round = 0; round < 50; round++) {
      const serial = new X509Certificate(createCertificate(now).der).serialNumber;
      expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
    }
  });

  test("cannot be found in a text without one", () => {
    expect(certificateBytes("not a certificate")).toBeNull();
  });
});
