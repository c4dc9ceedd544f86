/** A PEM block: its label, and the text between its two boundary lines (RFC 7468 section 2). */
export interface PemBlock {
  readonly label: string;
  readonly body: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;

/** The PEM blocks of a text, in order. Other text around them is ignored. */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label = "", body = ""]) => ({ label, body }));
}

/** Whether a block holds a private key. */
export function isPrivateKey({ label }: PemBlock): boolean {
  return label.includes("PRIVATE KEY");
}

/** The Base64 text of a block, without white space. */
export function pemContent({ body }: PemBlock): string {
  return body.replace(/\s+/g, "");
}
