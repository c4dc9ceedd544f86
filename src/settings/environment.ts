/** Environment variable of every provider setting. */
export const VARIABLES = {
  api_url: "NF_API_URL",
  environment: "NF_ENVIRONMENT",
  client_id: "NF_CLIENT_ID",
  client_secret: "NF_CLIENT_SECRET",
  auth_url: "NF_AUTH_URL",
  network_id: "NF_NETWORK_ID",
  network_name: "NF_NETWORK_NAME",
  ca_cert: "NF_CA_CERT",
  client_cert: "NF_CLIENT_CERT",
  client_key: "NF_CLIENT_KEY",
  insecure_skip_verify: "NF_INSECURE_SKIP_VERIFY",
  request_timeout: "NF_REQUEST_TIMEOUT",
  max_retries: "NF_MAX_RETRIES",
  max_concurrent_requests: "NF_MAX_CONCURRENT_REQUESTS",
  expiry_warning: "NF_EXPIRY_WARNING",
  managed_by: "NF_MANAGED_BY",
} as const;

/**
 * Environment variable of every setting of a plain controller. OpenZiti's own provider reads the same names.
 */
export const ZITI_VARIABLES = {
  controller_url: "ZITI_API_HOST",
  username: "ZITI_API_USERNAME",
  password: "ZITI_API_PASSWORD",
} as const;

/** A setting within `ziti`. */
export type ZitiSetting = keyof typeof ZITI_VARIABLES;

/** `ziti` with every value known. */
export type ZitiBlock = Readonly<Record<ZitiSetting, string | null>>;

/** A provider setting. */
export type Setting = keyof typeof VARIABLES;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The provider block with every value known. */
export interface ProviderBlock extends Readonly<Record<Setting, unknown>> {
  readonly api_url: string | null;
  readonly environment: string | null;
  readonly client_id: string | null;
  readonly client_secret: string | null;
  readonly auth_url: string | null;
  readonly network_id: string | null;
  readonly network_name: string | null;
  readonly ca_cert: string | null;
  readonly client_cert: string | null;
  readonly client_key: string | null;
  readonly insecure_skip_verify: boolean | null;
  readonly request_timeout: string | null;
  readonly max_retries: number | null;
  readonly max_concurrent_requests: number | null;
  readonly expiry_warning: string | null;
  readonly managed_by: string | null;
  readonly ziti: ZitiBlock | null;
}

/** The value of a variable; null when it is unset or blank. Pipelines often set a variable to nothing. */
export function variable(environment: Environment, name: string): string | null {
  return trimmed(environment[name] ?? null);
}

/**
 * A text without the white space and the byte order mark around it, which a file brings along. Null when
 * nothing remains.
 */
export function trimmed(text: string | null): string | null {
  return text?.trim() || null;
}

/** A provider block in which nothing is set: every setting comes from the environment. */
export const EMPTY_PROVIDER_BLOCK: ProviderBlock = {
  api_url: null,
  environment: null,
  client_id: null,
  client_secret: null,
  auth_url: null,
  network_id: null,
  network_name: null,
  ca_cert: null,
  client_cert: null,
  client_key: null,
  insecure_skip_verify: null,
  request_timeout: null,
  max_retries: null,
  max_concurrent_requests: null,
  expiry_warning: null,
  managed_by: null,
  ziti: null,
};
