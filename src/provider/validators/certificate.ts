import { X509Certificate } from "node:crypto";
import type { Validator } from "../../tfplugin";

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;

/** Allows a PEM text that holds exactly one certificate and nothing else of its kind. */
export function oneCertificate(): Validator<string> {
  return {
    description: "exactly one PEM certificate",
    check(text) {
      const kinds = [...text.matchAll(BLOCK)].map(([, kind]) => kind);
      if (kinds.some((kind) => kind?.includes("PRIVATE KEY"))) {
        return "must be a certificate, got a private key; keep that to yourself";
      }
      if (kinds.length !== 1 || kinds[0] !== "CERTIFICATE")
        return `must be exactly one PEM certificate, got ${said(kinds)}`;
      try {
        new X509Certificate(text);
        return null;
      } catch {
        return "must be exactly one PEM certificate, got one that cannot be decoded; was it cut off or re-indented?";
      }
    },
  };
}

/** Whether two PEM texts hold the same bytes, whatever their line ends and what stands around them. */
export function samePem(one: string, other: string): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf(text: string): string {
  const blocks = [...text.matchAll(BLOCK)].map(([, kind, body]) => `${kind} ${body?.replace(/\s+/g, "")}`);
  return blocks.length === 0 ? text.trim() : blocks.join("\n");
}

function said(kinds: readonly (string | undefined)[]): string {
  return kinds.length === 0 ? "text without a PEM block" : kinds.join(", ");
}
