import { X509Certificate } from "node:crypto";
import type { Validator } from "../../tfplugin";
import { isPrivateKey, pemBlocks, pemContent } from "../pem";

/** Allows a PEM text with exactly one certificate and no other block. */
export function oneCertificate(): Validator<string> {
  return {
    description: "exactly one PEM certificate",
    check(text) {
      const blocks = pemBlocks(text);
      if (blocks.some(isPrivateKey)) {
        return "must be a certificate, got a private key; keep that to yourself";
      }
      const kinds = blocks.map(({ label }) => label);
      if (kinds.length !== 1 || kinds[0] !== "CERTIFICATE")
        return `must be exactly one PEM certificate, got ${blockKinds(kinds)}`;
      try {
        new X509Certificate(text);
        return null;
      } catch {
        return (
          "must be exactly one PEM certificate, got one that cannot be decoded; was it cut off or " +
          "re-indented?"
        );
      }
    },
  };
}

/** Whether two PEM texts hold the same bytes. Line ends and surrounding text do not count. */
export function samePem(one: string, other: string): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf(text: string): string {
  const blocks = pemBlocks(text).map((block) => `${block.label} ${pemContent(block)}`);
  return blocks.length === 0 ? text.trim() : blocks.join("\n");
}

function blockKinds(kinds: readonly string[]): string {
  return kinds.length === 0 ? "text without a PEM block" : kinds.join(", ");
}
