import { createPrivateKey, X509Certificate } from "node:crypto";
import { type ClientHttp2Session, connect } from "node:http2";
import { createServer, type Server } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { createLogger } from "../../../src/tfplugin/serve/logger";
import { certificateBytes, createCertificate } from "../../../src/tfplugin/wire/certificate";
import {
  createGrpcService,
  frame,
  type GrpcOptions,
  type GrpcService,
} from "../../../src/tfplugin/wire/grpc";
import { handshakeLine, reattachValue, startedByTerraform } from "../../../src/tfplugin/wire/handshake";
import { type Listening, listen } from "../../../src/tfplugin/wire/listen";
import { createTlsServer } from "../../../src/tfplugin/wire/tls";

describe("the certificate", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const made = createCertificate(now);
  const read = new X509Certificate(made.der);

  test("is for localhost, signed with its own key, and valid now for thirty years", () => {
    expect(read.subject).toBe("CN=localhost");
    expect(read.subjectAltName).toBe("DNS:localhost");
    expect(read.verify(read.publicKey)).toBe(true);
    expect(new Date(read.validFrom) < now).toBe(true);
    expect(new Date(read.validTo).getUTCFullYear()).toBe(2056);
    expect(read.publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });

  test("comes with the private key that its public key belongs to", () => {
    expect(read.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
    expect(createPrivateKey(made.key).asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });

  test("is the same in PEM and DER, and different every time", () => {
    expect(certificateBytes(made.cert)?.equals(made.der)).toBe(true);
    expect(createCertificate(now).der.equals(made.der)).toBe(false);
  });

  test("is valid whatever bytes the random serial number starts with", () => {
    for (let round = 0; round < 50; round++) {
      const serial = new X509Certificate(createCertificate(now).der).serialNumber;
      expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
    }
  });

  test("cannot be found in a text without one", () => {
    expect(certificateBytes("not a certificate")).toBeNull();
  });
});

describe("the handshake", () => {
  test("is one line with the certificate unpadded", () => {
    const line = handshakeLine({ network: "unix", address: "/tmp/s" }, Uint8Array.of(255));
    expect(line).toBe("1|6|unix|/tmp/s|grpc|/w\n");
  });

  test("has an empty certificate field without TLS", () => {
    expect(handshakeLine({ network: "tcp", address: "127.0.0.1:1" }, null)).toBe(
      "1|6|tcp|127.0.0.1:1|grpc|\n",
    );
  });

  test("is only for terraform", () => {
    expect(startedByTerraform({})).toBe(false);
    expect(startedByTerraform({ TF_PLUGIN_MAGIC_COOKIE: "no" })).toBe(false);
  });

  test("reattaching names the protocol and tells terraform to leave the process alone", () => {
    const value = JSON.parse(reattachValue("host/a/b", { network: "unix", address: "/tmp/s" }));
    expect(value).toEqual({
      "host/a/b": {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "unix", String: "/tmp/s" },
      },
    });
  });
});

describe("log lines", () => {
  const now = () => new Date("2026-11-24T12:00:00.123Z");
  const linesAt = (environment: Record<string, string>) => {
    const lines: string[] = [];
    const logger = createLogger(environment, (line) => lines.push(line), now);
    logger.debug("hello", { count: 2 });
    logger.error("bad");
    return lines;
  };

  test("are JSON with six fraction digits, as terraform reads them", () => {
    expect(linesAt({ TF_LOG: "TRACE" })[0]).toBe(
      '{"count":2,"@level":"debug","@message":"hello","@module":"provider","@timestamp":"2026-11-24T12:00:00.123000Z"}\n',
    );
  });

  test.each([
    [{}, 0],
    [{ TF_LOG: "off" }, 0],
    [{ TF_LOG: "error" }, 1],
    [{ TF_LOG: "debug" }, 2],
    [{ TF_LOG: "json" }, 2],
    [{ TF_LOG: "trace", TF_LOG_PROVIDER: "error" }, 1],
    [{ TF_LOG_PROVIDER: "debug" }, 2],
  ])("follow %j", (environment, count) => {
    expect(linesAt(environment)).toHaveLength(count);
  });
});

describe("the gRPC server", () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  const echo = async (request: Uint8Array) => Buffer.concat([Buffer.from("re:"), request]);

  function service(options: Partial<GrpcOptions>): GrpcService {
    return createGrpcService({
      callsForClient: () => new Map([["/echo", echo]]),
      silentStreams: new Set(["/quiet"]),
      onAbandoned: () => {},
      ...options,
    });
  }

  function open(server: Server, platform?: NodeJS.Platform): Promise<Listening> {
    closing.push(() => server.close());
    return listen(server, platform);
  }

  function start(options: Partial<GrpcOptions>, platform?: NodeJS.Platform): Promise<Listening> {
    return open(createServer(service(options).accept), platform);
  }

  function dial({ address }: Listening): ClientHttp2Session {
    const createConnection =
      address.network === "unix" ? () => require("node:net").connect(address.address) : undefined;
    const session = connect(`http://${address.network === "tcp" ? address.address : "localhost"}`, {
      createConnection,
    });
    closing.unshift(() => session.destroy());
    return session;
  }

  interface Answer {
    readonly status: string | undefined;
    readonly message: string | undefined;
    readonly body: Buffer;
  }

  function send(session: ClientHttp2Session, path: string, body: Uint8Array): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const stream = session.request({
        ":method": "POST",
        ":path": path,
        "content-type": "application/grpc",
        te: "trailers",
      });
      const chunks: Buffer[] = [];
      let last: Record<string, unknown> = {};
      stream.on("response", (headers) => {
        last = { ...last, ...headers };
      });
      stream.on("trailers", (headers) => {
        last = { ...last, ...headers };
      });
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", reject);
      stream.on("end", () =>
        resolve({
          status: last["grpc-status"] as string | undefined,
          message: last["grpc-message"] as string | undefined,
          body: Buffer.concat(chunks),
        }),
      );
      stream.end(body);
    });
  }

  test.each<[NodeJS.Platform, string]>([
    ["linux", "unix"],
    ["win32", "tcp"],
  ])("answers on %s over a %s socket", async (platform, network) => {
    const listening = await start({}, platform);
    expect(listening.address.network).toBe(network);
    const answer = await send(dial(listening), "/echo", frame(Buffer.from("hi")));
    expect(answer).toMatchObject({ status: "0", body: frame(Buffer.from("re:hi")) });
  });

  test("carries messages far beyond gRPC's usual 4 MB, both ways and many at once", async () => {
    const session = dial(await start({}));
    const large = Buffer.alloc(6_000_000, "x");
    const answers = await Promise.all([1, 2, 3].map(() => send(session, "/echo", frame(large))));
    expect(answers.map(({ status, body }) => [status, body.length])).toEqual(
      [1, 2, 3].map(() => ["0", large.length + 8]),
    );
  });

  test("says of a call it does not know that it is not implemented", async () => {
    const answer = await send(dial(await start({})), "/nothing", frame(Buffer.alloc(0)));
    expect(answer.status).toBe("12");
  });

  test("answers a call that fails with an internal error and goes on", async () => {
    const fail = () => Promise.reject(new Error("50 % broken\n"));
    const session = dial(await start({ callsForClient: () => new Map([["/fail", fail]]) }));
    const answer = await send(session, "/fail", frame(Buffer.alloc(0)));
    expect(answer).toMatchObject({ status: "13", message: "50%20%25%20broken%0A" });
    expect((await send(session, "/fail", frame(Buffer.alloc(0)))).status).toBe("13");
  });

  test("answers with the beginning of an error however long it is, and with half a character in it", async () => {
    const fail = () => Promise.reject(new Error(`\ud800${"ü".repeat(20_000)}`));
    const session = dial(await start({ callsForClient: () => new Map([["/fail", fail]]) }));
    const { status, message = "" } = await send(session, "/fail", frame(Buffer.alloc(0)));
    expect(status).toBe("13");
    expect(decodeURIComponent(message)).toMatch(/^\ufffdü{1000,}$/);
  });

  test.each([
    ["no message", Buffer.alloc(0)],
    ["a message cut short", frame(Buffer.from("abc")).subarray(0, 6)],
    ["two messages", Buffer.concat([frame(Buffer.from("a")), frame(Buffer.from("b"))])],
    ["a compressed message", Buffer.concat([Buffer.of(1, 0, 0, 0, 1), Buffer.from("a")])],
  ])("refuses %s", async (_, body) => {
    expect((await send(dial(await start({})), "/echo", body)).status).toBe("13");
  });

  test("keeps a silent stream open and says nothing on it", async () => {
    const session = dial(await start({}));
    const stream = session.request({ ":method": "POST", ":path": "/quiet" });
    stream.end(frame(Buffer.alloc(0)));
    await new Promise((resolve) => stream.once("response", resolve));
    // Everything the server had to say about the silent stream comes before its answer to a later call.
    await send(session, "/echo", frame(Buffer.from("later")));
    expect([stream.closed, stream.readableLength]).toEqual([false, 0]);
  });

  test("gives every client calls of its own", async () => {
    const callsForClient = () => {
      let count = 0;
      return new Map([["/count", async () => Uint8Array.of(++count)]]);
    };
    const listening = await start({ callsForClient });
    const [first, second] = [dial(listening), dial(listening)];
    const counted: (number | undefined)[] = [];
    for (const session of [first, second, first]) {
      counted.push((await send(session, "/count", frame(Buffer.alloc(0)))).body[5]);
    }
    expect(counted).toEqual([1, 1, 2]);
  });

  test("tells when the last connection has gone, not before", async () => {
    const events: string[] = [];
    const abandoned = new Promise<void>((resolve) => {
      void start({
        callsForClient: () => {
          events.push("connected");
          return new Map([["/echo", echo]]);
        },
        onAbandoned: () => {
          events.push("abandoned");
          resolve();
        },
      }).then(async (listening) => {
        const [first, second] = [dial(listening), dial(listening)];
        await send(first, "/echo", frame(Buffer.alloc(0)));
        await send(second, "/echo", frame(Buffer.alloc(0)));
        first.destroy();
        await send(second, "/echo", frame(Buffer.alloc(0)));
        events.push("one left");
        second.destroy();
      });
    });
    await abandoned;
    expect(events).toEqual(["connected", "connected", "one left", "abandoned"]);
  });

  describe("with a pinned client certificate", () => {
    const own = createCertificate();
    const client = createCertificate();

    async function attempt(shown: { key: string; cert: string } | null): Promise<string> {
      let connected = 0;
      let abandoned = 0;
      const { accept } = service({
        onAbandoned: () => {
          abandoned += 1;
        },
      });
      const counted = (socket: Duplex) => {
        connected += 1;
        accept(socket);
      };
      const listening = await open(createTlsServer({ own, client: client.der }, counted));
      const createConnection = () =>
        connectTls({
          path: listening.address.address,
          servername: "localhost",
          ca: own.cert,
          ALPNProtocols: ["h2"],
          ...(shown && { key: shown.key, cert: shown.cert }),
        });
      const session = connect("https://localhost", { createConnection });
      closing.unshift(() => session.destroy());
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

    test("refuses another certificate, and does not take its going for terraform's", async () => {
      expect(await attempt(createCertificate())).toBe("refused, connected 0, abandoned 0");
    });

    test("refuses a client without a certificate", async () => {
      expect(await attempt(null)).toBe("refused, connected 0, abandoned 0");
    });
  });
});
