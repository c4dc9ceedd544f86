import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ControllerOptions } from "../../server/network/controller/controller-network";
import { ACCOUNT_FILE } from "../../settings/account-file";
import { clientSettings } from "../../settings/client-settings";
import { EMPTY_PROVIDER_BLOCK, VARIABLES } from "../../settings/environment";
import { SettingError } from "../../settings/setting-error";
import { usageError } from "../errors/cli-error";

/** The settings of `netfoundry-scim serve` for a network that a controller elsewhere has. */
export interface ControllerFlags {
  /** The address of the controller. When undefined, the server's own database has the network. */
  readonly controller?: string | undefined;
  /** The credentials.json of an API account, which leads to the controller of a NetFoundry network. */
  readonly networkAccount?: string | undefined;
  /** A file with the PEM certificates that the controller's certificate may come from. */
  readonly controllerCa?: string | undefined;
  /** Files with a client certificate and its key in PEM, which sign in without a password. */
  readonly controllerCert?: string | undefined;
  readonly controllerKey?: string | undefined;
  /** The longest wait of a SCIM write for the controller, in seconds. */
  readonly deliveryWait?: number | undefined;
}

/** The options that mean nothing without `--controller`. */
const ONLY_WITH_CONTROLLER = {
  controllerCa: "--controller-ca",
  controllerCert: "--controller-cert",
  controllerKey: "--controller-key",
  deliveryWait: "--delivery-wait",
} as const;

/**
 * How to reach the controller. Null without `--controller`. The password comes from the environment, because
 * a list of processes shows arguments. Throws CliError.
 */
export function controllerOptions(
  flags: ControllerFlags,
  environment: NodeJS.ProcessEnv,
): ControllerOptions | null {
  requireTogether(flags);
  const { controller, networkAccount, controllerCa, controllerCert, controllerKey, deliveryWait } = flags;
  const shared = {
    ...(controllerCa !== undefined && { caCert: certificatesIn("--controller-ca", controllerCa) }),
    ...(deliveryWait !== undefined && { deliveryWaitMs: deliveryWait * 1000 }),
  };
  if (networkAccount !== undefined) return { ...networkAccountIn(networkAccount, environment), ...shared };
  if (controller === undefined) return null;
  const certificate = clientCertificate(controllerCert, controllerKey);
  return {
    controllerUrl: controller,
    ...account(environment, certificate !== null),
    ...certificate,
    ...shared,
  };
}

function requireTogether(flags: ControllerFlags): void {
  const { controller, networkAccount, controllerCert, controllerKey } = flags;
  if (networkAccount !== undefined) {
    if (controller !== undefined) {
      throw usageError(
        "--network-account and --controller do not go together: the account leads to a controller",
      );
    }
    if (controllerCert !== undefined || controllerKey !== undefined) {
      throw usageError(
        "--network-account signs in by itself; leave out --controller-cert and --controller-key",
      );
    }
    return;
  }
  if (controller !== undefined) return;
  for (const [flag, option] of Object.entries(ONLY_WITH_CONTROLLER)) {
    if (flags[flag as keyof typeof ONLY_WITH_CONTROLLER] !== undefined) {
      throw usageError(`${option} needs --controller, the address of the controller, or --network-account`);
    }
  }
}

/** The variables that say which network, as for the provider. NF_CLIENT_ID is the account of this server. */
const NETWORK_VARIABLES = [
  VARIABLES.api_url,
  VARIABLES.environment,
  VARIABLES.network_id,
  VARIABLES.network_name,
];

function networkAccountIn(file: string, environment: NodeJS.ProcessEnv) {
  const given = NETWORK_VARIABLES.map((name) => [name, environment[name]]);
  const read = (path: string) => readFileSync(path, "utf8");
  try {
    const variables = { ...Object.fromEntries(given), [ACCOUNT_FILE]: file };
    const { maxRetries, maxConcurrentRequests, ...settings } = clientSettings(
      EMPTY_PROVIDER_BLOCK,
      variables,
      read,
    );
    return settings;
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw usageError(`--network-account: ${error.message}`);
  }
}

/** User name and password of the environment. Neither is needed with a client certificate. */
function account(environment: NodeJS.ProcessEnv, hasCertificate: boolean) {
  const username = environment.ZITI_API_USERNAME?.trim() || undefined;
  // What a file brings along: line ends. A space may belong to the password.
  const password = environment.ZITI_API_PASSWORD?.replace(/[\r\n]+$/, "") || undefined;
  if (username !== undefined && password !== undefined) return { username, password };
  if (username === undefined && password === undefined && hasCertificate) return {};
  const missing = username === undefined ? "ZITI_API_USERNAME" : "ZITI_API_PASSWORD";
  throw usageError(
    `${missing} is not set; --controller needs the account of an administrator of the controller in ` +
      "ZITI_API_USERNAME and ZITI_API_PASSWORD, or its certificate in --controller-cert and --controller-key",
  );
}

function clientCertificate(certFile: string | undefined, keyFile: string | undefined) {
  if (certFile === undefined && keyFile === undefined) return null;
  if (certFile === undefined) throw usageError("--controller-key needs --controller-cert, the certificate");
  if (keyFile === undefined) throw usageError("--controller-cert needs --controller-key, its key");
  const clientCert = certificatesIn("--controller-cert", certFile);
  const clientKey = textOf("--controller-key", keyFile);
  try {
    if (new X509Certificate(clientCert).checkPrivateKey(createPrivateKey(clientKey))) {
      return { clientCert, clientKey };
    }
  } catch {
    throw usageError(`--controller-key: ${keyFile} holds no private key in PEM without a passphrase`);
  }
  throw usageError(`--controller-key: ${keyFile} is not the key of the first certificate in ${certFile}`);
}

function certificatesIn(option: string, file: string): string {
  const pem = textOf(option, file);
  try {
    new X509Certificate(pem);
    return pem;
  } catch {
    throw usageError(`${option}: ${file} holds no certificate in PEM`);
  }
}

function textOf(option: string, file: string): string {
  try {
    // OpenSSL does not find a first line behind a byte order mark.
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw usageError(`${option}: ${(error as Error).message}`);
  }
}
