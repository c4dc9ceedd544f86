import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import axios, { type AxiosProxyConfig, type AxiosResponse } from "axios";
import { MANAGED_BY_HEADER } from "../../contract/managed-by-headers";
import { AttemptFailure, attemptFailure } from "./attempt-failure";
import { onInterruption } from "./interruption";
import { type ApiAnswer, type ApiRequest, isRepeatable } from "./message";
import { type HttpProxy, ProxyVariableError, proxyFor } from "./proxy";

export interface TransportSettings {
  readonly requestTimeoutMs: number;
  readonly maxConcurrentRequests: number;
  readonly userAgent: string;
  /** Ask for compressed answers; true when absent. */
  readonly compressed?: boolean;
  /** The text of the header `x-managed-by`, not yet encoded. */
  readonly managedBy?: string;
  readonly caCert?: string;
  /** A client certificate and its key, in PEM. */
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly insecureSkipVerify?: boolean;
  /**
   * The longest idle time, in milliseconds, of a connection for requests that must not be repeated. 1,000
   * when absent.
   */
  readonly maxIdleMs?: number;
}

/** Sends a request once. */
export interface Transport {
  /**
   * Resolves with any status. Throws AttemptFailure when there is no answer. Throws the reason of the
   * request's signal when that aborts: at once for a read, after a grace period for a write.
   */
  send(request: ApiRequest): Promise<ApiAnswer>;
  /** Closes the idle connections. */
  close(): void;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** The longest idle time of a connection for requests that must not be repeated, in milliseconds. */
const MAX_IDLE_MS = 1000;

/** The longest time a Node timer can wait, about 25 days. A longer timer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const TIMED_OUT = Symbol("timed out");

/** The transport through axios and Node's agents. */
export function createTransport(settings: TransportSettings): Transport {
  const secureContext = ownContext(settings);
  const tls = {
    rejectUnauthorized: settings.insecureSkipVerify !== true,
    ...(secureContext === null ? {} : { secureContext }),
  };
  const most = { keepAlive: true, maxSockets: settings.maxConcurrentRequests };
  const timeoutMs = Math.min(settings.requestTimeoutMs, LONGEST_TIMER_MS);
  // The server may close an idle connection just as it is used again. A request that must not be repeated
  // would then fail. It only uses a connection that was active a moment ago: servers keep one for seconds at
  // least.
  const maxIdleMs = settings.maxIdleMs ?? MAX_IDLE_MS;
  const agents = {
    anyIdle: { http: new HttpAgent(most), https: new HttpsAgent({ ...most, ...tls }) },
    recentlyUsed: {
      http: closingIdle(new HttpAgent(most), maxIdleMs),
      https: closingIdle(new HttpsAgent({ ...most, ...tls }), maxIdleMs),
    },
  };
  const http = axios.create({
    headers: {
      accept: "application/json",
      // A controller that may answer with Brotli answers 200 to everything, errors included.
      "accept-encoding": (settings.compressed ?? true) ? "gzip" : "identity",
      "user-agent": settings.userAgent,
      ...(settings.managedBy !== undefined && {
        [MANAGED_BY_HEADER]: encodeURIComponent(settings.managedBy),
      }),
    },
    // Keep bodies as text: the callers parse and check them.
    responseType: "text",
    transformRequest: (body) => body,
    transformResponse: (body) => body,
    validateStatus: () => true,
    // A redirect would send the credentials to an address that nobody configured.
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
  });

  return {
    async send(request) {
      request.signal?.throwIfAborted();
      const agent = isRepeatable(request) ? agents.anyIdle : agents.recentlyUsed;
      const proxy = proxyOf(request);
      // One controller serves all reasons to stop, because every request makes one.
      const cut = new AbortController();
      const timer = setTimeout(() => cut.abort(TIMED_OUT), timeoutMs);
      const forget = onInterruption(request, (reason) => cut.abort(reason));
      try {
        const answer = await http.request<unknown>({
          method: request.method,
          url: request.url,
          data: request.body,
          headers: request.headers,
          httpAgent: agent.http,
          httpsAgent: agent.https,
          proxy: proxy === null ? false : axiosProxy(proxy),
          signal: cut.signal,
        });
        if (proxy !== null && isOfProxy(request, answer)) throw proxyFailure(answer.status, proxy);
        return {
          status: answer.status,
          headers: plainHeaders(answer.headers),
          text: typeof answer.data === "string" ? answer.data : "",
        };
      } catch (thrown) {
        request.signal?.throwIfAborted();
        if (thrown instanceof AttemptFailure) throw thrown;
        if (cut.signal.reason === TIMED_OUT) {
          const message = `no answer after ${settings.requestTimeoutMs} ms`;
          throw new AttemptFailure("timeout", "ETIMEDOUT", message, proxy);
        }
        throw attemptFailure(thrown, proxy);
      } finally {
        clearTimeout(timer);
        forget();
      }
    },
    close() {
      for (const pair of Object.values(agents)) {
        pair.http.destroy();
        pair.https.destroy();
      }
    },
  };
}

/**
 * The certificates of the settings, made once; null when they name none. Node's agent would make the text of
 * all trusted certificates a part of the name of each connection, and build 200 kB with every request.
 */
function ownContext({ caCert, clientCert, clientKey }: TransportSettings): SecureContext | null {
  if (caCert === undefined && clientCert === undefined) return null;
  return createSecureContext({
    ...(caCert === undefined ? {} : { ca: [...rootCertificates, caCert] }),
    ...(clientCert === undefined ? {} : { cert: clientCert, key: clientKey }),
  });
}

/** The proxy for a request; null for none. Throws an AttemptFailure when its variable cannot be used. */
function proxyOf(request: ApiRequest): HttpProxy | null {
  try {
    return proxyFor(new URL(request.url), process.env);
  } catch (failure) {
    if (!(failure instanceof ProxyVariableError)) throw failure;
    throw new AttemptFailure("proxy-variable", "", failure.message);
  }
}

function axiosProxy({ protocol, hostname, port, credentials }: HttpProxy): AxiosProxyConfig {
  return { protocol, host: hostname, port, ...(credentials === null ? {} : { auth: credentials }) };
}

/**
 * Whether the proxy gave the answer. The tunnel to an https address is encrypted once it is open, so an
 * answer that was not encrypted comes from the proxy. Without a tunnel only a 407 tells.
 */
function isOfProxy(request: ApiRequest, answer: AxiosResponse): boolean {
  if (answer.status === 407) return true;
  const isTunnel = request.url.toLowerCase().startsWith("https:");
  const { socket } = answer.request as { readonly socket?: { readonly encrypted?: boolean } };
  return isTunnel && socket?.encrypted !== true;
}

/** The failure of a tunnel that the proxy did not open. */
function proxyFailure(status: number, proxy: HttpProxy): AttemptFailure {
  const mayChange = status === 408 || status === 429 || status >= 500;
  const reason = mayChange ? "proxy-outage" : "proxy-refusal";
  return new AttemptFailure(reason, String(status), `the proxy answered ${status}`, proxy);
}

/**
 * Makes an agent close connections that stay idle for so many milliseconds. The agent's own `timeout` option
 * cannot be used: axios passes it on to the proxy tunnel, which reads it as the time limit for opening the
 * tunnel.
 */
function closingIdle<A extends HttpAgent>(agent: A, milliseconds: number): A {
  const keep = agent.keepSocketAlive;
  agent.keepSocketAlive = (socket: Socket) => {
    const isKept = keep.call(agent, socket);
    socket.setTimeout(milliseconds);
    return isKept;
  };
  return agent;
}

function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
