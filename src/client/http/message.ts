export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** How a program names the settings of the certificates that it trusts and shows. */
export interface CertificateSettings {
  readonly trusted: string;
  readonly own: string;
}

const PROVIDER_CERTIFICATES: CertificateSettings = {
  trusted: "ca_cert (NF_CA_CERT)",
  own: "client_cert (NF_CLIENT_CERT) and client_key (NF_CLIENT_KEY)",
};

/** One call of the API, before it is sent. */
export interface ApiRequest {
  readonly method: Method;
  /** Absolute address, query included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is; undefined for none. */
  readonly body?: string;
  /** Whether sending it twice has the effect of sending it once. When absent, the method decides. */
  readonly repeatable?: boolean;
  /** The setting that the address comes from, for errors; api_url when absent. */
  readonly addressSetting?: string | undefined;
  /** The settings of the certificates, for errors; the provider's when absent. */
  readonly certificateSettings?: CertificateSettings | undefined;
  readonly signal?: AbortSignal;
}

/** The raw answer. */
export interface ApiAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Whether sending the request twice has the effect of sending it once (RFC 9110 section 9.2.2). */
export function isRepeatable(request: ApiRequest): boolean {
  return request.repeatable ?? (request.method !== "POST" && request.method !== "PATCH");
}

/** The setting to check when the address may be wrong. */
export function addressSetting(request: ApiRequest): string {
  return request.addressSetting ?? "api_url (NF_API_URL)";
}

/** The settings to check when a certificate is refused. */
export function certificateSettings(request: ApiRequest): CertificateSettings {
  return request.certificateSettings ?? PROVIDER_CERTIFICATES;
}

/**
 * The name of a request in errors: `PUT /edge/management/v1/auth-policies/abc`. It leaves out the query,
 * which may name people.
 */
export function describe(request: Pick<ApiRequest, "method" | "url">): string {
  // Cheaper than parsing the URL: every request calls this, for a log that is mostly off.
  return `${request.method} ${/^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(request.url)?.[1] || "/"}`;
}
