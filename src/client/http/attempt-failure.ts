import type { HttpProxy } from "./proxy";

/** Why an attempt ended without an answer. */
export type FailureReason =
  | "refused"
  | "unknown-host"
  | "unreachable"
  | "reset"
  | "timeout"
  | "tls"
  /** What came back cannot be read as HTTP. */
  | "garbled"
  | "too-large"
  /** The variable of the proxy cannot be used. */
  | "proxy-variable"
  /** The proxy does not open a tunnel to the API, and another attempt will not change that. */
  | "proxy-refusal"
  /** The proxy could not open a tunnel to the API at the moment. */
  | "proxy-outage"
  | "other";

const REASONS: Readonly<Record<string, FailureReason>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ECONNABORTED: "reset",
  ERR_STREAM_PREMATURE_CLOSE: "reset",
  // A compressed answer that ends too early.
  Z_BUF_ERROR: "reset",
  ETIMEDOUT: "timeout",
  EPROTO: "tls",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls",
};
const TLS_CODE =
  /^(CERT_|ERR_SSL_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA)/;

/** The reasons for which a request never reaches the API, so that even a create may be repeated. */
const NEVER_SENT: ReadonlySet<FailureReason> = new Set([
  "refused",
  "unknown-host",
  "unreachable",
  "proxy-variable",
  "proxy-refusal",
  "proxy-outage",
]);

/** The reasons that another attempt does not change. */
const LASTING: ReadonlySet<FailureReason> = new Set([
  "tls",
  "garbled",
  "too-large",
  "proxy-variable",
  "proxy-refusal",
  "other",
]);

/** An attempt without an answer. The sender repeats it or turns it into a ConnectionError. */
export class AttemptFailure extends Error {
  override readonly name = "AttemptFailure";

  constructor(
    readonly reason: FailureReason,
    /** Node's or OpenSSL's code, as in ECONNREFUSED; empty when there is none. */
    readonly code: string,
    message: string,
    /** The proxy that the attempt went through; null for none. */
    readonly proxy: HttpProxy | null = null,
  ) {
    super(message);
  }

  /** The request never reached the API, so even a create may be repeated. */
  get neverSent(): boolean {
    return NEVER_SENT.has(this.reason);
  }

  /** Another attempt may end differently. */
  get isTransient(): boolean {
    return !LASTING.has(this.reason);
  }
}

/** Turns an error of the HTTP library into an AttemptFailure. */
export function attemptFailure(thrown: unknown, proxy: HttpProxy | null = null): AttemptFailure {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = innermostCode(thrown);
  return new AttemptFailure(reasonOf(code, message), code, message, proxy);
}

function reasonOf(code: string, message: string): FailureReason {
  // The library has one code for an answer that broke off and one that is too large.
  if (code === "ERR_BAD_RESPONSE") return message.includes("maxContentLength") ? "too-large" : "reset";
  // Node's parser of HTTP, and an answer that is not compressed as it says.
  if (code.startsWith("HPE_") || code === "Z_DATA_ERROR") return "garbled";
  return REASONS[code] ?? (TLS_CODE.test(code) ? "tls" : "other");
}

/**
 * The code of the innermost error that has one; empty when there is none. The HTTP library wraps Node's
 * error. A dual-stack connect wraps one error per address.
 */
function innermostCode(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return "";
  const { cause, errors, code } = thrown as { cause?: unknown; errors?: unknown; code?: unknown };
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return innermostCode(cause) || innermostCode(first) || (typeof code === "string" ? code : "");
}
