import { connect } from "node:http2";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { createCertificate } from "../../../src/tfplugin/wire/certificate";
import { frame } from "../../../src/tfplugin/wire/grpc";
import { createTlsServer } from "../../../src/tfplugin/wire/tls";
import { Opened, send, serviceOf } from "../support/grpc-client";

describe("a server with a pinned client certificate", () => {
  const opened = new Opened();
  afterEach(() => opened.close());

  const own = createCertificate();
  const client = createCertificate();

  async function attempt(shown: { key: string; cert: string } | null): Promise<string> {
    let connected = 0;
    let abandoned = 0;
    const { accept } = serviceOf({
      onAbandoned: () => {
        abandoned += 1;
      },
    });
    const counted = (socket: Duplex) => {
      connected += 1;
      accept(socket);
    };
    const listening = await opened.listen(createTlsServer({ own, client: client.der }, counted));
    const createConnection = () =>
      connectTls({
        path: listening.address.address,
        servername: "localhost",
        ca: own.cert,
        ALPNProtocols: ["h2"],
        ...(shown && { key: shown.key, cert: shown.cert }),
      });
    const session = opened.keep(connect("https://localhost", { createConnection }));
    const failed = new Promise<string>((resolve) => {
      session.on("error", () => resolve("refused"));
      session.on("close", () => resolve("refused"));
    });
    const answered = send(session, "/echo", frame(Buffer.from("hi"))).then(
      ({ body }) => body.subarray(5).toString(),
      () => "refused",
    );
    const outcome = await Promise.race([failed, answered]);
    return `${outcome}, connected ${connected}, abandoned ${abandoned}`;
  }

  test("answers the client that shows it", async () => {
    expect(await attempt(client)).toBe("re:hi, connected 1, abandoned 0");
  });

  test("refuses another certificate, and does not mistake its end for terraform's", async () => {
    expect(await attempt(createCertificate())).toBe("refused, connected 0, abandoned 0");
  });

  test("refuses a client without a certificate", async () => {
    expect(await attempt(null)).toBe("refused, connected 0, abandoned 0");
  });
});
