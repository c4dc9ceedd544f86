import type { AttemptFailure, FailureReason } from "../http/attempt-failure";
import { type ApiRequest, addressSetting, describe, isRepeatable } from "../http/message";

/** No answer came: the connection was refused, timed out or reset, or its certificate was not trusted. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly reason: FailureReason;
  /** Node's or OpenSSL's code, as in ECONNREFUSED; empty when there is none. */
  readonly code: string;
  readonly attempts: number;

  constructor(given: {
    readonly request: ApiRequest;
    readonly failure: AttemptFailure;
    readonly attempts: number;
    readonly requestTimeoutMs: number;
  }) {
    const { request, failure, attempts, requestTimeoutMs } = given;
    const url = new URL(request.url);
    const times = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
    const unsure =
      isRepeatable(request) || failure.neverSent || failure.reason === "tls"
        ? ""
        : " It is not known whether the request was carried out, so it was not sent again. Check before " +
          "you repeat it.";
    const why = explain(failure, requestTimeoutMs, suspect(request, failure, url));
    super(`${describe(request)} got no answer from ${url.host}: ${why} (${times}).${unsure}`, {
      cause: failure,
    });
    this.reason = failure.reason;
    this.code = failure.code;
    this.attempts = attempts;
  }
}

/** The likely cause of a failed connection: the proxy when one was dialled, else the address of the API. */
function suspect(
  request: ApiRequest,
  { peer }: AttemptFailure,
  url: URL,
): { proxy: string | null; setting: string } {
  const isHttps = url.protocol === "https:";
  const isApi =
    peer === null ||
    (peer.port === undefined
      ? peer.host === url.hostname
      : peer.port === Number(url.port || (isHttps ? 443 : 80)));
  if (isApi) return { proxy: null, setting: addressSetting(request) };
  const proxy = peer.port === undefined ? peer.host : `${peer.host}:${peer.port}`;
  return { proxy, setting: isHttps ? "HTTPS_PROXY" : "HTTP_PROXY" };
}

function explain(
  failure: AttemptFailure,
  requestTimeoutMs: number,
  { proxy, setting }: { readonly proxy: string | null; readonly setting: string },
): string {
  switch (failure.reason) {
    case "refused":
      return proxy === null
        ? `the connection was refused. Is the API running there, and is ${setting} right?`
        : `the proxy at ${proxy} refused the connection. Is it running there, and is ${setting} right?`;
    case "unknown-host":
      return proxy === null
        ? `the host name is not known. Is ${setting} right?`
        : `the host name of the proxy, ${proxy}, is not known. Is ${setting} right?`;
    case "unreachable":
      return proxy === null
        ? "the host cannot be reached from here"
        : `the proxy at ${proxy} cannot be reached from here. Is ${setting} right?`;
    case "reset":
      return "the connection was closed before the answer was complete";
    case "timeout":
      return (
        `it timed out after ${requestTimeoutMs} ms. A longer request_timeout (NF_REQUEST_TIMEOUT) may ` +
        "help"
      );
    case "tls":
      return (
        `the certificate is not trusted or TLS failed (${failure.code || failure.message}). For a ` +
        "private certificate authority set ca_cert (NF_CA_CERT)"
      );
    case "other":
      return failure.message;
  }
}
