import { Agent, request as requestHttp } from "node:http";
import { request as requestHttps, Agent as TlsAgent } from "node:https";

/** How many requests are under way at a time. */
export const CONNECTIONS = 8;

/** Sends a request over one of some open connections, and returns the body. */
export type Caller = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Where requests go. */
export interface Aim {
  readonly url: string;
  readonly ca?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Makes requests with JSON bodies. Each fails for a status of 300 or more. */
export function caller({ url, ca, headers = {}, signal }: Aim): Caller {
  const isTls = url.startsWith("https:");
  const kept = { keepAlive: true, maxSockets: CONNECTIONS };
  const agent = isTls ? new TlsAgent({ ...kept, ca }) : new Agent(kept);
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? "" : JSON.stringify(body);
      const all = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text),
        ...headers,
      };
      const call = (isTls ? requestHttps : requestHttp)(url + path, { method, headers: all, agent, signal });
      call.once("error", reject);
      call.once("response", (response) => {
        let answer = "";
        response.setEncoding("utf8");
        response.on("data", (piece: string) => {
          answer += piece;
        });
        response.once("error", reject);
        response.once("end", () => {
          const { statusCode = 0 } = response;
          if (statusCode >= 300) reject(new Error(`${method} ${path}: ${statusCode} ${answer}`));
          else resolve(answer.startsWith("{") ? JSON.parse(answer) : answer);
        });
      });
      call.end(text);
    });
}

/** Does the work for each number below `count`, as many at a time as there are connections. */
export async function each(count: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
}
