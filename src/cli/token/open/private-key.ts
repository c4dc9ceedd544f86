import { createPrivateKey, type KeyObject } from "node:crypto";
import { SEALING_KEYS, sealingAlgorithm } from "../../../provider/validators/sealing-key";
import { CliError } from "../../errors/cli-error";

/** The environment variable with the passphrase of an encrypted key. */
export const PASSPHRASE_VARIABLE = "NF_SEALING_KEY_PASSPHRASE";

/**
 * Reads a private key in PEM: PKCS #8 (encrypted or not), PKCS #1 or SEC 1. Throws CliError, which shows
 * nothing of the key.
 * @param file its name, for the messages.
 */
export function readPrivateKey(pem: string, file: string, passphrase: string | undefined): KeyObject {
  const key = parsed(pem, file, passphrase);
  if (sealingAlgorithm(key) !== null) return key;
  throw new CliError(
    `The key in ${file} is of a kind that nothing is sealed for. A token is sealed for ${SEALING_KEYS}.`,
  );
}

function parsed(pem: string, file: string, passphrase: string | undefined): KeyObject {
  if (!pem.includes("PRIVATE KEY-----")) throw new CliError(`${file} ${whatElse(pem)}`);
  if (pem.includes("BEGIN OPENSSH"))
    throw new CliError(
      `The key in ${file} has the form of OpenSSH. Write a copy in PEM: ssh-keygen -p -m PKCS8 -f <copy>.`,
    );
  const isEncrypted = /BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(pem);
  if (isEncrypted && !passphrase)
    throw new CliError(
      `The key in ${file} is encrypted. Give its passphrase in the environment variable ` +
        `${PASSPHRASE_VARIABLE}.`,
    );
  try {
    return createPrivateKey({ key: pem, format: "pem", ...(isEncrypted && { passphrase }) });
  } catch {
    // OpenSSL's message would help nobody and might reveal something about the key.
    throw new CliError(
      isEncrypted
        ? `The passphrase in ${PASSPHRASE_VARIABLE} does not open the key in ${file}, or the key is damaged.`
        : `The private key in ${file} is damaged: it cannot be read as PEM.`,
    );
  }
}

function whatElse(text: string): string {
  if (text.includes("PUBLIC KEY-----"))
    return "holds a public key, which only seals. Give the private key that belongs to it.";
  if (text.includes("BEGIN CERTIFICATE")) return "holds a certificate. Give the private key in PEM.";
  return `holds no private key in PEM. Give one: ${SEALING_KEYS}.`;
}
