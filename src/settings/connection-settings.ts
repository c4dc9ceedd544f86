import { X509Certificate } from "node:crypto";
import type { ConnectionSettings } from "../client/settings";
import { durationSeconds } from "../contract/duration";
import { clientCertificate } from "./client-certificate";
import { type Environment, type ProviderBlock, type Setting, VARIABLES, variable } from "./environment";
import { pemOf, wrongPem } from "./pem-setting";
import { SettingError } from "./setting-error";

/**
 * How requests are sent, from the provider block, then the environment. Throws SettingError for a setting
 * that cannot be used.
 * @param readFile reads a text file; throws when it cannot.
 */
export function connectionSettings(
  block: ProviderBlock,
  environment: Environment,
  readFile: (path: string) => string,
): ConnectionSettings {
  const given = (setting: Setting) => variable(environment, VARIABLES[setting]);
  const timeout = block.request_timeout ?? given("request_timeout");
  return {
    caCert: caCertOf(block.ca_cert ?? given("ca_cert"), readFile),
    ...clientCertificate(block, environment, readFile),
    insecureSkipVerify: block.insecure_skip_verify ?? booleanOf(given("insecure_skip_verify")),
    requestTimeoutMs: timeout === null ? undefined : milliseconds("request_timeout", timeout),
    maxRetries: block.max_retries ?? integerOf("max_retries", given("max_retries"), 0, 20),
    maxConcurrentRequests:
      block.max_concurrent_requests ??
      integerOf("max_concurrent_requests", given("max_concurrent_requests"), 1, 100),
  };
}

/** The milliseconds of a duration. Throws SettingError when the text is no duration. */
export function milliseconds(setting: Setting, text: string): number {
  const seconds = durationSeconds(text);
  if (seconds !== null) return seconds * 1000;
  throw new SettingError(
    setting,
    `${setting} is no duration`,
    `Got "${text}". Write a duration such as 30s, 2m or 30d (${VARIABLES[setting]}).`,
  );
}

function caCertOf(text: string | null, readFile: (path: string) => string): string | undefined {
  if (text === null) return undefined;
  const pem = pemOf("ca_cert", text, "PEM certificate", readFile);
  try {
    new X509Certificate(pem);
    return pem;
  } catch {
    throw wrongPem("ca_cert", text, "holds no PEM certificate");
  }
}

function integerOf(setting: Setting, text: string | null, least: number, most: number): number | undefined {
  if (text === null) return undefined;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new SettingError(
    setting,
    `${setting} is out of range`,
    `${VARIABLES[setting]} is "${text}". Give a whole number between ${least} and ${most}.`,
  );
}

function booleanOf(text: string | null): boolean | undefined {
  if (text === null) return undefined;
  if (/^(1|true)$/i.test(text)) return true;
  if (/^(0|false)$/i.test(text)) return false;
  throw new SettingError(
    "insecure_skip_verify",
    "insecure_skip_verify is neither true nor false",
    `${VARIABLES.insecure_skip_verify} is "${text}". Write true, false, 1 or 0.`,
  );
}
