import { X509Certificate } from "node:crypto";
import type { Environment } from "./environment";

/** The variables of other programs that name a file of trusted certificates: OpenSSL's and Node's. */
const VARIABLES = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"];

/** What the environment trusts beside the well-known authorities. */
export interface EnvironmentTrust {
  /** In PEM; undefined for none. */
  readonly certificates: string | undefined;
  /** Why a file was left out. Other programs ignore such a file, so this is no error. */
  readonly problems: readonly string[];
}

/**
 * Reads the files of trusted certificates that the environment names.
 * @param readFile reads a text file; throws when it cannot.
 */
export function environmentTrust(
  environment: Environment,
  readFile: (path: string) => string,
): EnvironmentTrust {
  const certificates: string[] = [];
  const problems: string[] = [];
  for (const name of VARIABLES) {
    const path = environment[name]?.trim() ?? "";
    if (path === "") continue;
    try {
      const pem = readFile(path).replace(/^\uFEFF/, "");
      new X509Certificate(pem);
      certificates.push(pem);
    } catch (failure) {
      const reason = failure instanceof Error ? failure.message : String(failure);
      problems.push(`${name} is "${path}", which holds no certificates that can be read: ${reason}.`);
    }
  }
  return { certificates: certificates.length === 0 ? undefined : certificates.join("\n"), problems };
}
