/** A PEM block: its label, and what stands between the two lines that carry it (RFC 7468 section 2). */
export interface PemBlock {
  readonly label: string;
  readonly body: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;

/** The PEM blocks of a text, in order, whatever stands around them. */
export function pemBlocks(text: string): PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label = "", body = ""]) => ({ label, body }));
}

/** Whether a block is a private key of any kind. */
export function isPrivateKey({ label }: PemBlock): boolean {
  return label.includes("PRIVATE KEY");
}

/** What a block encodes, without line breaks and indentation. */
export function pemContent({ body }: PemBlock): string {
  return body.replace(/\s+/g, "");
}
