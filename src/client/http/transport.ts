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
  /** How long a connection may have been idle that is used for what must not be repeated; 1,000 when absent. */
  readonly recentMs?: number;
}

/** Sends a request once. */
export interface Transport {
  /**
   * Answers whatever the status. Throws AttemptFailure when there is no answer, and the reason of the
   * request's signal when that aborts: at once for a read, after a grace for a write that is under way.
   */
  send(request: ApiRequest): Promise<ApiAnswer>;
  /** Closes the connections kept for later. */
  close(): void;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** How long a connection may have been idle that is used for what must not be repeated, in milliseconds. */
const RECENT_MS = 1000;

/** The longest a timer of node can wait, about 25 days; one that is longer ends at once. */
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
  // A kept connection may be closed by the other end just as it is used again. What must not be repeated would then fail
  // without need, so it only goes over a connection that was used a moment ago: servers keep one for seconds at least.
  const recentMs = settings.recentMs ?? RECENT_MS;
  const agents = {
    kept: { http: new HttpAgent(most), https: new HttpsAgent({ ...most, ...tls }) },
    recent: {
      http: closingIdle(new HttpAgent(most), recentMs),
      https: closingIdle(new HttpsAgent({ ...most, ...tls }), recentMs),
    },
  };
  const http = axios.create({
    headers: { accept: "application/json", "user-agent": settings.userAgent },
    // Bodies are text both ways: the contract is checked elsewhere.
    responseType: "text",
    transformRequest: (body) => body,
    transformResponse: (body) => body,
    validateStatus: () => true,
    // A redirect would carry the credentials to a place nobody configured.
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
  });

  return {
    async send(request) {
      request.signal?.throwIfAborted();
      const agent = isRepeatable(request) ? agents.kept : agents.recent;
      // One for all reasons to stop: they are made for every request.
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
 * An agent that closes a connection which was idle for so many milliseconds. Its `timeout` option would do so too, but axios
 * gives the options on to the tunnel through a proxy, which takes it for the time that opening one may take.
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
