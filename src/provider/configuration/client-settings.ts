import { X509Certificate } from "node:crypto";
import type { ClientSettings } from "../../client/settings";
import { durationSeconds } from "../validators/duration";
import { credentialsOf } from "./credentials";
import { type Environment, type ProviderBlock, type Setting, VARIABLES, variable } from "./environment";
import { SettingProblem } from "./problem";

const ENVIRONMENTS = ["sandbox", "staging", "production"];

/**
 * The client's settings from the provider block, where it has them, else from the environment, else the defaults.
 * Throws SettingProblem for what is missing or cannot be used.
 * @param readFile reads a text file; throws when it cannot.
 */
export function clientSettings(
  block: ProviderBlock,
  environment: Environment,
  readFile: (path: string) => string,
): ClientSettings {
  const given = (setting: Setting) => variable(environment, VARIABLES[setting]);
  const timeout = block.request_timeout ?? given("request_timeout");
  return {
    ...credentialsOf(block, environment),
    apiUrl: apiUrlOf(block, environment),
    ...networkOf(block, environment),
    caCert: caCertOf(block.ca_cert ?? given("ca_cert"), readFile),
    insecureSkipVerify: block.insecure_skip_verify ?? truth(given("insecure_skip_verify")),
    requestTimeoutMs: timeout === null ? undefined : timeoutMs(timeout),
    maxRetries: block.max_retries ?? count("max_retries", given("max_retries"), 0, 20),
    maxConcurrentRequests:
      block.max_concurrent_requests ??
      count("max_concurrent_requests", given("max_concurrent_requests"), 1, 100),
  };
}

function apiUrlOf(block: ProviderBlock, environment: Environment): string {
  const apiUrl = block.api_url ?? variable(environment, VARIABLES.api_url);
  if (apiUrl !== null) {
    if (URL.canParse(apiUrl) && /^https?:/.test(apiUrl)) return apiUrl;
    throw new SettingProblem(
      "api_url",
      "api_url is no URL",
      `Got "${apiUrl}". It starts with https:// or http://.`,
    );
  }
  const name = block.environment ?? variable(environment, VARIABLES.environment) ?? "production";
  if (ENVIRONMENTS.includes(name)) return `https://gateway.${name}.netfoundry.io`;
  throw new SettingProblem(
    "environment",
    `There is no environment "${name}"`,
    `NF_ENVIRONMENT is one of ${ENVIRONMENTS.join(", ")}. For anything else set NF_API_URL.`,
  );
}

function networkOf(
  block: ProviderBlock,
  environment: Environment,
): Pick<ClientSettings, "networkId" | "networkName"> {
  const isConfigured = block.network_id !== null || block.network_name !== null;
  const id = isConfigured ? block.network_id : variable(environment, VARIABLES.network_id);
  const name = isConfigured ? block.network_name : variable(environment, VARIABLES.network_name);
  if (id !== null && name !== null) {
    throw new SettingProblem(
      "network_name",
      "network_id and network_name do not go together",
      "Both name the network to work in (NF_NETWORK_ID, NF_NETWORK_NAME). Keep one of them.",
    );
  }
  return { networkId: id ?? undefined, networkName: name ?? undefined };
}

function caCertOf(text: string | null, readFile: (path: string) => string): string | undefined {
  if (text === null) return undefined;
  const isPem = text.includes("-----BEGIN ");
  const problem = (detail: string) => new SettingProblem("ca_cert", "ca_cert cannot be used", detail);
  let pem = text;
  if (!isPem) {
    try {
      pem = readFile(text);
    } catch (failure) {
      throw problem(
        `It is neither a PEM certificate nor a file that can be read: ${failure instanceof Error ? failure.message : String(failure)}.`,
      );
    }
  }
  try {
    new X509Certificate(pem);
    return pem;
  } catch {
    throw problem(isPem ? "It holds no PEM certificate." : `The file ${text} holds no PEM certificate.`);
  }
}

function timeoutMs(text: string): number {
  const seconds = durationSeconds(text);
  if (seconds !== null) return seconds * 1000;
  throw new SettingProblem(
    "request_timeout",
    "request_timeout is no duration",
    `Got "${text}". Write a duration such as 30s or 2m (NF_REQUEST_TIMEOUT).`,
  );
}

function count(setting: Setting, text: string | null, least: number, most: number): number | undefined {
  if (text === null) return undefined;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new SettingProblem(
    setting,
    `${setting} is out of range`,
    `${VARIABLES[setting]} is "${text}"; it has to be a whole number between ${least} and ${most}.`,
  );
}

function truth(text: string | null): boolean | undefined {
  if (text === null) return undefined;
  if (/^(1|true)$/i.test(text)) return true;
  if (/^(0|false)$/i.test(text)) return false;
  throw new SettingProblem(
    "insecure_skip_verify",
    "insecure_skip_verify is neither true nor false",
    `${VARIABLES.insecure_skip_verify} is "${text}".`,
  );
}
