import { samePem } from "../../../src/provider/validators/certificate";
import { CERTIFICATE } from "../../support/certificates";

describe("certificates by meaning", () => {
  test("line ends, indents and text around do not count", () => {
    expect(samePem(CERTIFICATE, `Bag Attributes\r\n${CERTIFICATE.replaceAll("\n", "\r\n")}  `)).toBe(true);
  });
  test("another certificate does", () => {
    expect(samePem(CERTIFICATE, CERTIFICATE.replace("A", "B"))).toBe(false);
  });
});
