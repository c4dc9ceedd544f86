/** Offsets in a PE file, in bytes (Microsoft's "PE Format": COFF File Header, Optional Header). */
const PE_OFFSET = 0x3c;
const OPTIONAL_HEADER = 24;
const PE32_PLUS = 0x20b;
const CERTIFICATE_TABLE = 112 + 4 * 8;

/**
 * An executable for Windows without its signature. A signature is no longer valid once something is put into
 * the file, and signing tools cannot sign a file that holds an invalid one.
 * @throws Error when it is no 64-bit executable, or when the signature is not at the end.
 */
export function withoutSignature(executable: Buffer): Buffer {
  const header = executable.readUInt32LE(PE_OFFSET) + OPTIONAL_HEADER;
  if (executable.readUInt16LE(header) !== PE32_PLUS) throw new Error("no 64-bit executable for Windows");
  const table = header + CERTIFICATE_TABLE;
  const start = executable.readUInt32LE(table);
  const size = executable.readUInt32LE(table + 4);
  if (size === 0) return executable;
  if (start + size !== executable.length) throw new Error("the signature is not at the end of the file");
  const unsigned = Buffer.from(executable.subarray(0, start));
  unsigned.fill(0, table, table + 8);
  return unsigned;
}
