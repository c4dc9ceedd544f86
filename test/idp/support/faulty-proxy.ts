import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request on its way to the server. */
export interface Passing {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** An answer on its way back. The names of headers are in lower case. */
export interface Returned {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** A fault of the server. `forward` sends the request to the server, or another request if one is given. */
export type Fault = (
  request: Passing,
  forward: (instead?: Partial<Passing>) => Promise<Returned>,
) => Promise<Returned>;

export interface FaultyProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** A proxy before a SCIM server that changes requests or answers, so that the server seems faulty. */
export async function startFaultyProxy(origin: string, fault: Fault): Promise<FaultyProxy> {
  const server = createServer((request, response) => {
    answer(origin, fault, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(
  origin: string,
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await textOf(request);
  const passing: Passing = {
    method: request.method ?? "GET",
    url: request.url ?? "/",
    body: text === "" ? null : (JSON.parse(text) as Record<string, unknown>),
  };
  const forward = async (instead: Partial<Passing> = {}) => {
    const { method, url, body } = { ...passing, ...instead };
    const answered = await fetch(origin + url, {
      method,
      headers: {
        authorization: request.headers.authorization ?? "",
        ...(body !== null && { "content-type": "application/scim+json" }),
      },
      ...(body !== null && { body: JSON.stringify(body) }),
    });
    const content = await answered.text();
    const headers = Object.fromEntries(
      ["content-type", "location"].flatMap((name) => {
        const value = answered.headers.get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    return { status: answered.status, headers, body: content === "" ? null : JSON.parse(content) };
  };
  const { status, headers, body } = await fault(passing, forward);
  response.writeHead(status, headers);
  response.end(body === null ? undefined : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
