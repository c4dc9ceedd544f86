import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";

/**
 * Starts a proxy on a free port. It passes requests on, and opens tunnels to this machine.
 * @param openingMs how long it takes to open a tunnel, in milliseconds.
 */
export async function startProxy(openingMs = 0) {
  const asked: string[] = [];
  const tunnels = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { method, headers } = request;
    httpRequest(request.url ?? "", { method, headers, agent: false }, (answer) =>
      answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)),
    ).end();
  });
  server.on("connect", (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    const onward = connect(Number(request.url?.split(":")[1]), "127.0.0.1", async () => {
      await setTimeout(openingMs);
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const each of [socket, onward]) tunnels.add(each.on("error", () => each.destroy()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
