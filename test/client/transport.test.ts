import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createTransport, type Transport, type TransportSettings } from "../../src/client/http/transport";

let server: Server;
let transport: Transport;
let connections: Socket[];

async function start(settings: Partial<TransportSettings> = {}): Promise<void> {
  connections = [];
  server = createServer((request, response) => request.resume().on("end", () => response.end("{}")));
  server.on("connection", (socket) => connections.push(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  transport = createTransport({
    requestTimeoutMs: 10_000,
    maxConcurrentRequests: 10,
    userAgent: "test",
    ...settings,
  });
}
afterEach(async () => {
  transport.close();
  await new Promise((resolve) => server.close(resolve));
});

const send = (method: "GET" | "POST") =>
  transport.send({ method, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, headers: {} });

test.each(["GET", "POST"] as const)("one %s after the other goes over one connection", async (method) => {
  await start();
  for (let round = 0; round < 5; round++) await send(method);
  expect(connections).toHaveLength(1);
});

test("what must not be repeated goes over no connection that was idle for a while", async () => {
  await start({ maxIdleMs: 20 });
  await send("POST");
  const [first] = connections;
  // The server would have kept it; the client is who lets it go.
  await once(first as Socket, "close");
  await send("POST");
  expect(connections).toHaveLength(2);
});

test("a time limit longer than any timer still leaves the time to answer", async () => {
  await start({ requestTimeoutMs: 30 * 86_400_000 });
  expect((await send("GET")).status).toBe(200);
});
