import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import { rootCertificates } from "node:tls";
import axios from "axios";
import { AttemptFailure, attemptFailure } from "./attempt-failure";
import { onInterruption } from "./interruption";
import { type ApiAnswer, type ApiRequest, isRepeatable } from "./message";

export interface TransportSettings {
  readonly requestTimeoutMs: number;
  readonly maxConcurrentRequests: number;
  readonly userAgent: string;
  readonly caCert?: string;
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
  const tls = {
    rejectUnauthorized: settings.insecureSkipVerify !== true,
    ...(settings.caCert === undefined ? {} : { ca: [...rootCertificates, settings.caCert] }),
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
    headers: { accept: "application/json", "user-agent": settings.userAgent },
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
          signal: cut.signal,
        });
        return {
          status: answer.status,
          headers: plainHeaders(answer.headers),
          text: typeof answer.data === "string" ? answer.data : "",
        };
      } catch (thrown) {
        request.signal?.throwIfAborted();
        if (cut.signal.reason === TIMED_OUT) {
          throw new AttemptFailure("timeout", "ETIMEDOUT", `no answer after ${settings.requestTimeoutMs} ms`);
        }
        throw attemptFailure(thrown);
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
