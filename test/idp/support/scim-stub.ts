import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One received request. */
export interface Arrived {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readonly<Record<string, unknown>> | null;
}

export interface StubAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** A server on loopback. It answers what the test says and records every request. */
export interface ScimStub {
  readonly url: string;
  readonly arrived: Arrived[];
  close(): Promise<void>;
}

/** Starts the stub. `answer` receives each request. A string body is sent as it is. */
export async function startScimStub(answer: (request: Arrived) => StubAnswer): Promise<ScimStub> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const got: Arrived = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: text === "" ? null : (JSON.parse(text) as Record<string, unknown>),
      };
      arrived.push(got);
      const { status, body } = answer(got);
      response.writeHead(status, { "content-type": "application/scim+json" });
      response.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2/one`,
    arrived,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers like a small SCIM server: it finds nothing and creates everything, with the ids 1, 2, 3 … */
export function emptyServer(): (request: Arrived) => StubAnswer {
  const resources = new Map<string, Record<string, unknown>>();
  return ({ method, url, body }) => {
    const [path = "", query = ""] = url.replace(/^.*\/scim\/v2\/one/, "").split("?", 2);
    if (method === "GET" && query.includes("filter="))
      return { status: 200, body: { totalResults: 0, Resources: [] } };
    if (method === "POST") {
      const id = String(resources.size + 1);
      const collection = path.slice(1);
      const created = { ...body, id, meta: { resourceType: collection.slice(0, -1) } };
      resources.set(`${path}/${id}`, created);
      return { status: 201, body: created };
    }
    const known = resources.get(path);
    if (known === undefined) return { status: 404, body: { detail: "no such resource" } };
    return method === "DELETE" ? { status: 204 } : { status: 200, body: known };
  };
}
