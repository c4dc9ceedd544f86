import { NODE_VERSION } from "../../../tools/release/node-packages";
import { applicationBlob } from "../../../tools/release/windows-program";
import { withoutSignature } from "../../../tools/release/windows-signature";
import { nodeOfRelease } from "../node-of-release";

jest.setTimeout(60_000);

const skipped = "missing" in nodeOfRelease ? ` (skipped: ${nodeOfRelease.missing})` : "";

(skipped === "" ? test : test.skip)(
  `what Node ${NODE_VERSION} prepares for Windows has the same bytes every time${skipped}`,
  async () => {
    const blob = await applicationBlob();
    expect(blob.includes("// src/provider/provider.ts")).toBe(true);
    expect((await applicationBlob()).equals(blob)).toBe(true);
  },
);

describe("an executable without its signature", () => {
  const HEADER = 0x80;
  const TABLE = HEADER + 24 + 112 + 4 * 8;

  /** The headers of a 64-bit executable, some code, and a signature where the headers say. */
  function executable(signature: string, at = 512): Buffer {
    const headers = Buffer.alloc(512, "c");
    headers.writeUInt32LE(HEADER, 0x3c);
    headers.writeUInt16LE(0x20b, HEADER + 24);
    headers.writeUInt32LE(signature === "" ? 0 : at, TABLE);
    headers.writeUInt32LE(signature.length, TABLE + 4);
    return Buffer.concat([headers, Buffer.from(signature)]);
  }

  test("ends before the signature and names none", () => {
    expect(withoutSignature(executable("signature")).equals(executable(""))).toBe(true);
  });

  test("is the same one where there was none", () => {
    expect(withoutSignature(executable("")).equals(executable(""))).toBe(true);
  });

  test("is refused when something follows the signature", () => {
    expect(() => withoutSignature(executable("signature", 400))).toThrow("not at the end");
  });

  test("is refused when it is not for 64-bit Windows", () => {
    expect(() => withoutSignature(Buffer.alloc(512))).toThrow("no 64-bit executable");
  });
});
