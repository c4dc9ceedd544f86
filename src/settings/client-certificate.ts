import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import type { ConnectionSettings } from "../client/settings";
import { type Environment, type ProviderBlock, VARIABLES, variable } from "./environment";
import { pemOf, wrongPem } from "./pem-setting";
import { SettingError } from "./setting-error";

/**
 * The client certificate and its key, from the provider block, then the environment. Empty without them.
 * Throws SettingError when one of them is missing or cannot be used, or when they do not belong together.
 * @param readFile reads a text file; throws when it cannot.
 */
export function clientCertificate(
  block: ProviderBlock,
  environment: Environment,
  readFile: (path: string) => string,
): Pick<ConnectionSettings, "clientCert" | "clientKey"> {
  const certText = block.client_cert ?? variable(environment, VARIABLES.client_cert);
  const keyText = block.client_key ?? variable(environment, VARIABLES.client_key);
  if (certText === null && keyText === null) return {};
  if (certText === null) throw missing("client_cert", "client_key");
  if (keyText === null) throw missing("client_key", "client_cert");
  const clientCert = pemOf("client_cert", certText, "PEM certificate", readFile);
  const clientKey = pemOf("client_key", keyText, "PEM key", readFile);
  const key = keyOf(clientKey, keyText);
  if (certificateOf(clientCert, certText).checkPrivateKey(key)) return { clientCert, clientKey };
  throw new SettingError(
    "client_key",
    "client_key does not belong to client_cert",
    "The certificate was made for another key. Give the key of the first certificate in client_cert.",
  );
}

function certificateOf(pem: string, text: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw wrongPem("client_cert", text, "holds no PEM certificate");
  }
}

function keyOf(pem: string, text: string): KeyObject {
  if (/^(-----BEGIN ENCRYPTED|Proc-Type:.*ENCRYPTED)/m.test(pem)) {
    throw wrongPem("client_key", text, "holds a key with a passphrase. Take the passphrase off first");
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw wrongPem("client_key", text, "holds no private key in PEM");
  }
}

function missing(setting: "client_cert" | "client_key", other: string): SettingError {
  return new SettingError(
    setting,
    `${setting} is missing`,
    `${other} is set, and the two go together. Set ${setting} (${VARIABLES[setting]}) as well, or neither.`,
  );
}
