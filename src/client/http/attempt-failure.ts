/** Why an attempt ended without an answer. */
export type FailureReason =
  | "refused"
  | "unknown-host"
  | "unreachable"
  | "reset"
  | "timeout"
  | "tls"
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

/** One attempt that brought no answer. The sender repeats it or makes a ConnectionError of it. */
export class AttemptFailure extends Error {
  override readonly name = "AttemptFailure";

  constructor(
    readonly reason: FailureReason,
    /** Node's or OpenSSL's code, as in ECONNREFUSED; empty when there is none. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The request never reached the other end, so that even a create may be repeated. */
  get surelyNotRun(): boolean {
    return this.reason === "refused" || this.reason === "unknown-host" || this.reason === "unreachable";
  }

  /** Another attempt may end differently. */
  get passing(): boolean {
    return this.reason !== "tls" && this.reason !== "other";
  }
}

/** Makes an AttemptFailure of what the HTTP library threw. */
export function attemptFailure(thrown: unknown): AttemptFailure {
  const code = codeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AttemptFailure(reasonOf(code, message), code, message);
}

function reasonOf(code: string, message: string): FailureReason {
  // The library's one code for an answer that broke off and for one that is too large.
  if (code === "ERR_BAD_RESPONSE") return message.includes("maxContentLength") ? "other" : "reset";
  return REASONS[code] ?? (TLS_CODE.test(code) ? "tls" : "other");
}

/** The innermost code: the library wraps Node's error, and a dual-stack connect wraps one error per address. */
function codeOf(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return "";
  const { cause, errors, code } = thrown as { cause?: unknown; errors?: unknown; code?: unknown };
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return codeOf(cause) || codeOf(first) || (typeof code === "string" ? code : "");
}
