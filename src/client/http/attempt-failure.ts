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

/** The other end of a connection as Node names it: a host that was not found, or an address and its port. */
export interface Peer {
  readonly host: string;
  /** Absent for a host that was not found. */
  readonly port?: number;
}

/** An attempt without an answer. The sender repeats it or turns it into a ConnectionError. */
export class AttemptFailure extends Error {
  override readonly name = "AttemptFailure";

  constructor(
    readonly reason: FailureReason,
    /** Node's or OpenSSL's code, as in ECONNREFUSED; empty when there is none. */
    readonly code: string,
    message: string,
    /** The peer that the connection failed to reach; null when unknown. */
    readonly peer: Peer | null = null,
  ) {
    super(message);
  }

  /** The request never reached the peer, so even a create may be repeated. */
  get neverSent(): boolean {
    return this.reason === "refused" || this.reason === "unknown-host" || this.reason === "unreachable";
  }

  /** Another attempt may end differently. */
  get isTransient(): boolean {
    return this.reason !== "tls" && this.reason !== "other";
  }
}

/** Turns an error of the HTTP library into an AttemptFailure. */
export function attemptFailure(thrown: unknown): AttemptFailure {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const innermost = innermostOf(thrown);
  const code = innermost?.code ?? "";
  return new AttemptFailure(reasonOf(code, message), code, message, peerOf(innermost));
}

function reasonOf(code: string, message: string): FailureReason {
  // The library has one code for an answer that broke off and one that is too large.
  if (code === "ERR_BAD_RESPONSE") return message.includes("maxContentLength") ? "other" : "reset";
  return REASONS[code] ?? (TLS_CODE.test(code) ? "tls" : "other");
}

interface Coded {
  readonly code: string;
  readonly hostname?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
}

/**
 * The innermost error with a code. The HTTP library wraps Node's error. A dual-stack connect wraps one error
 * per address.
 */
function innermostOf(thrown: unknown): Coded | null {
  if (typeof thrown !== "object" || thrown === null) return null;
  const { cause, errors, code } = thrown as { cause?: unknown; errors?: unknown; code?: unknown };
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const own = typeof code === "string" && code !== "" ? (thrown as Coded) : null;
  return innermostOf(cause) ?? innermostOf(first) ?? own;
}

function peerOf(innermost: Coded | null): Peer | null {
  const { hostname, address, port } = innermost ?? {};
  if (typeof hostname === "string") return { host: hostname };
  return typeof address === "string" && typeof port === "number" ? { host: address, port } : null;
}
