import type { AttemptFailure, FailureReason } from "../http/attempt-failure";
import {
  type ApiRequest,
  addressSetting,
  type CertificateSettings,
  certificateSettings,
  describe,
  isRepeatable,
} from "../http/message";
import type { HttpProxy } from "../http/proxy";

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
    const why = explain(failure, {
      host: url.host,
      setting: addressSetting(request),
      certificates: certificateSettings(request),
      requestTimeoutMs,
    });
    super(`${describe(request)} got no answer from ${url.host}: ${why} (${times}).${unsure}`, {
      cause: failure,
    });
    this.reason = failure.reason;
    this.code = failure.code;
    this.attempts = attempts;
  }
}

interface Target {
  /** Host and port of the API. */
  readonly host: string;
  /** The setting to check when the address may be wrong. */
  readonly setting: string;
  readonly certificates: CertificateSettings;
  readonly requestTimeoutMs: number;
}

function explain(failure: AttemptFailure, target: Target): string {
  return failure.proxy === null
    ? withoutProxy(failure, target)
    : throughProxy(failure, failure.proxy, target);
}

function withoutProxy(failure: AttemptFailure, target: Target): string {
  const { setting, requestTimeoutMs } = target;
  switch (failure.reason) {
    case "refused":
      return `the connection was refused. Is the API running there, and is ${setting} right?`;
    case "unknown-host":
      return `the host name is not known. Is ${setting} right?`;
    case "unreachable":
      return "the host cannot be reached from here";
    case "reset":
      return "the connection was closed before the answer was complete";
    case "timeout":
      return (
        `it timed out after ${requestTimeoutMs} ms. A longer request_timeout (NF_REQUEST_TIMEOUT) may ` +
        "help"
      );
    case "tls":
      return tlsProblem(failure, target);
    case "garbled":
      return (
        `what came back cannot be read as HTTP (${failure.code}). Is ${setting} right, or does something ` +
        "else answer in the API's place?"
      );
    case "too-large":
      return "the answer is larger than 64 MiB, which no answer of the API is";
    default:
      return failure.message;
  }
}

/** The proxy is the only one that the client dials, so it is the one that cannot be reached. */
function throughProxy(failure: AttemptFailure, proxy: HttpProxy, target: Target): string {
  const { hostname, port, variable } = proxy;
  const name = `the proxy at ${hostname}:${port}`;
  switch (failure.reason) {
    case "refused":
      return `${name} refused the connection. Is it running there, and is ${variable} right?`;
    case "unknown-host":
      return `the host name of the proxy, ${hostname}, is not known. Is ${variable} right?`;
    case "unreachable":
      return `${name} cannot be reached from here. Is ${variable} right?`;
    case "reset":
      return `the connection through ${name} (${variable}) was closed before the answer was complete`;
    case "timeout":
      return (
        `through ${name} (${variable}) it timed out after ${target.requestTimeoutMs} ms. A longer ` +
        "request_timeout (NF_REQUEST_TIMEOUT) may help"
      );
    case "tls":
      return proxy.protocol === "http:"
        ? tlsProblem(failure, target)
        : `${tlsProblem(failure, target)}. It may be the certificate of ${name}. ` +
            `${variable} begins with https://, ` +
            "and many proxies only speak http://";
    case "proxy-refusal":
    case "proxy-outage":
      return proxyAnswer(failure, proxy, target.host);
    default:
      return `through ${name} (${variable}): ${failure.message}`;
  }
}

function proxyAnswer(
  { code }: AttemptFailure,
  { hostname, port, variable }: HttpProxy,
  host: string,
): string {
  const name = `the proxy at ${hostname}:${port}`;
  if (code === "407") {
    return (
      `${name} asks for a user name and a password that it accepts (407). Check ${variable}: ` +
      "http://user:password@host:port, with special characters percent-encoded"
    );
  }
  return (
    `${name} did not connect to ${host} (it answered ${code}). Ask who runs the proxy, or name the host ` +
    "in NO_PROXY if it can be reached without one"
  );
}

/** An alert of the server's about the client's certificate, which OpenSSL passes on. */
const CLIENT_CERTIFICATE_ALERT =
  /_ALERT_(CERTIFICATE_|BAD_CERTIFICATE|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)/;

/** The codes of OpenSSL for a first answer that is no TLS. */
const NO_TLS = /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/;

function tlsProblem({ code, message }: AttemptFailure, { setting, certificates }: Target): string {
  if (NO_TLS.test(code)) {
    return `the server does not speak TLS on that port (${code}). Is https:// right in ${setting}?`;
  }
  if (CLIENT_CERTIFICATE_ALERT.test(code)) {
    return `the server asks for a client certificate that it trusts (${code}). Check ${certificates.own}`;
  }
  return (
    `the certificate is not trusted or TLS failed (${code || message}). For a private certificate ` +
    `authority set ${certificates.trusted}`
  );
}
