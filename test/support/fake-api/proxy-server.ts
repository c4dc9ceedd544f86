import { once } from "node:events";
import { createServer, request as httpRequest, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";

/** What a proxy does besides passing on. */
interface ProxyConduct {
  /** How long it takes to open a tunnel, in milliseconds. */
  readonly openingMs?: number;
  /** `user:password`. Without them it answers 407. */
  readonly credentials?: string;
  /** The statuses that it answers instead of opening a tunnel, one after the other, before it opens one. */
  readonly refusals?: readonly number[];
  /** Close the connection instead of opening a tunnel. */
  readonly hangsUp?: boolean;
  /** Its key, and its certificate for "localhost". Without them it speaks plain HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Starts a proxy on a free port. It passes requests on, and opens tunnels to this machine. */
export async function startProxy(conduct: ProxyConduct = {}) {
  const { openingMs = 0, credentials, hangsUp = false, tls } = conduct;
  const refusals = [...(conduct.refusals ?? [])];
  const expected =
    credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString("base64")}`;
  const mayPass = (given: string | undefined) => expected === undefined || given === expected;
  const asked: string[] = [];
  const tunnels = new Set<Socket>();
  const pass: RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (!mayPass(request.headers["proxy-authorization"])) {
      response.writeHead(407, { "content-type": "text/html" }).end("<h1>Proxy Authentication Required</h1>");
      return;
    }
    const { method, headers } = request;
    httpRequest(request.url ?? "", { method, headers, agent: false }, (answer) =>
      answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)),
    ).end();
  };
  const server = tls === undefined ? createServer(pass) : createTlsServer(tls, pass);
  server.on("connect", (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (hangsUp) return void socket.destroy();
    const refusal = mayPass(request.headers["proxy-authorization"]) ? refusals.shift() : 407;
    if (refusal !== undefined) {
      const html = "<h1>No</h1>";
      socket.end(
        `HTTP/1.1 ${refusal} No\r\ncontent-type: text/html\r\ncontent-length: ${html.length}\r\n\r\n${html}`,
      );
      return;
    }
    const onward = connect(Number(request.url?.split(":")[1]), "127.0.0.1", async () => {
      await setTimeout(openingMs);
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const each of [socket, onward]) tunnels.add(each.on("error", () => each.destroy()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? "http://127.0.0.1" : "https://localhost"}:${port}`,
    /** The requests: method and address. */
    asked,
    async stop() {
      for (const socket of tunnels) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type ProxyServer = Awaited<ReturnType<typeof startProxy>>;
