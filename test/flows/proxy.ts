import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call on its way to the API. */
export interface Passing {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The fault of a call. With `cut`, the server runs the call, and the connection breaks within the answer. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | "cut";

/**
 * A proxy between provider and server. It counts calls and adds faults. It replaces the server's address in
 * answers with its own, so that calls of the edge API go through it too.
 */
export async function startProxy(target: string, faultOf: (call: Passing) => Fault | null = () => null) {
  const calls: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  let own = "";
  const proxy = createServer(async (request, response) => {
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    response.on("close", () => {
      inFlight -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string | undefined>;
    const { method = "", url = "" } = request;
    calls.push(`${method} ${url.split("?")[0]}`);
    const fault = faultOf({ method, url, headers });
    if (fault !== null && fault !== "cut") {
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      response.end(fault.body === undefined ? undefined : JSON.stringify(fault.body));
      return;
    }
    const { host, connection, "content-length": length, ...passed } = headers;
    const answer = await fetch(target + url, {
      method,
      headers: passed as Record<string, string>,
      body: chunks.length === 0 ? undefined : Buffer.concat(chunks),
    });
    const text = (await answer.text()).replaceAll(target, own);
    const type = answer.headers.get("content-type");
    response.writeHead(answer.status, {
      ...(type === null ? {} : { "content-type": type }),
      "content-length": Buffer.byteLength(text),
    });
    if (fault === "cut") cutOff(response, text);
    else response.end(text);
  });
  await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
  own = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    url: own,
    calls,
    mostInFlight: () => mostInFlight,
    async close() {
      proxy.closeAllConnections();
      await new Promise((closed) => proxy.close(closed));
    },
  };
}

/** Sends the first half, then breaks the connection. */
function cutOff(response: ServerResponse, text: string): void {
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}
