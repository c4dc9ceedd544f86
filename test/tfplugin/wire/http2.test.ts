/** The server's end of HTTP/2, met by node's own client and by frames written by hand. */
import { once } from "node:events";
import { type ClientHttp2Session, connect, constants } from "node:http2";
import { connect as connectSocket, createServer, type Server, type Socket } from "node:net";
import fc from "fast-check";
import { Http2Connection } from "../../../src/tfplugin/wire/http2/connection";
import { FLAG, FRAME, type Frame, FrameReader, frameBytes } from "../../../src/tfplugin/wire/http2/frames";
import { HeaderReader, writeHeaders } from "../../../src/tfplugin/wire/http2/headers";
import type { Http2Stream } from "../../../src/tfplugin/wire/http2/stream";
import { type Listening, listen } from "../../../src/tfplugin/wire/listen";

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const OK = writeHeaders([[":status", "200"]]);
const DONE = writeHeaders([["done", "yes"]]);

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Answers with the path and the body. */
const echo = (stream: Http2Stream) => {
  stream.onRequest = (body) => {
    stream.respond(OK);
    stream.write(Buffer.concat([Buffer.from(`${stream.path} `), body]));
    stream.end(DONE);
  };
};

async function start(
  onStream: (stream: Http2Stream) => void = echo,
  onClose: () => void = () => {},
): Promise<{ readonly listening: Listening; readonly connections: Http2Connection[] }> {
  const connections: Http2Connection[] = [];
  const server: Server = createServer((socket) =>
    connections.push(new Http2Connection(socket, { onStream, onClose })),
  );
  closing.push(() => server.close());
  return { listening: await listen(server), connections };
}

async function dial({ address }: Listening, initialWindowSize = 65_535): Promise<ClientHttp2Session> {
  const session = connect("http://localhost", {
    createConnection: () => connectSocket(address.address),
    settings: { initialWindowSize },
  });
  closing.unshift(() => session.destroy());
  await once(session, "connect");
  return session;
}

async function ask(session: ClientHttp2Session, path: string, body: string | Buffer = ""): Promise<string> {
  const stream = session.request({ ":method": "POST", ":path": path, more: `${path}/more` });
  let answer = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    answer += text;
  });
  stream.end(body);
  await once(stream, "end");
  return answer;
}

/** Resolves with what came back, when the server has taken all that was sent before. */
function ping(session: ClientHttp2Session, payload = "12345678"): Promise<string> {
  return new Promise((resolve, reject) =>
    session.ping(Buffer.from(payload), (error, _, pong) =>
      error ? reject(error) : resolve(Buffer.from(pong).toString()),
    ),
  );
}

describe("with node's client", () => {
  test("reads any path, however the client compresses its headers and whatever it sent before", async () => {
    const { listening } = await start();
    const session = await dial(listening);
    const path = fc.string({ unit: "grapheme-ascii", maxLength: 200 }).map((text) => `/${text}`);
    await fc.assert(
      fc.asyncProperty(path, async (given) => expect(await ask(session, given)).toBe(`${given} `)),
      { numRuns: 200 },
    );
  });

  test("evicts what no longer fits into the table of headers that both keep", async () => {
    const { listening } = await start();
    const session = await dial(listening);
    const paths = Array.from({ length: 60 }, (_, number) => `/${"x".repeat(30 * (number % 7))}${number}`);
    for (const path of [...paths, ...paths]) expect(await ask(session, path)).toBe(`${path} `);
  });

  test("sends no more at once than the client has room for", async () => {
    const { listening } = await start();
    const body = "0123456789".repeat(5000);
    const session = await dial(listening, 777);
    const answers = await Promise.all([1, 2, 3].map((number) => ask(session, `/${number}`, body)));
    expect(answers).toEqual([1, 2, 3].map((number) => `/${number} ${body}`));
  });

  test("follows a change of the room while an answer is under way", async () => {
    const { listening } = await start();
    const session = await dial(listening, 0);
    const answer = ask(session, "/late", "x".repeat(100_000));
    await ping(session);
    session.settings({ initialWindowSize: 50_000 });
    expect((await answer).length).toBe("/late ".length + 100_000);
  });

  test("answers a ping", async () => {
    const { listening } = await start();
    const session = await dial(listening);
    expect(await ping(session, "8 bytes!")).toBe("8 bytes!");
  });

  test("tells a stream that its client wants no answer any more, and goes on", async () => {
    const told: string[] = [];
    const { listening } = await start((stream) => {
      if (stream.path !== "/given-up") return echo(stream);
      stream.onGone = () => told.push(`open: ${stream.isOpen}`);
    });
    const session = await dial(listening);
    const stream = session.request({ ":method": "POST", ":path": "/given-up" });
    stream.on("error", () => {});
    await ping(session);
    stream.close(constants.NGHTTP2_CANCEL);
    expect(await ask(session, "/next")).toBe("/next ");
    expect(told).toEqual(["open: false"]);
  });

  test("closes once what is under way is answered, and waits for no silent stream", async () => {
    let finish = () => {};
    const { listening, connections } = await start((stream) => {
      if (stream.path === "/silent") {
        stream.isSilent = true;
        stream.respond(OK);
      } else if (stream.path === "/slow") {
        finish = () => {
          stream.respond(OK);
          stream.write(Buffer.from("at last"));
          stream.end(DONE);
        };
      } else echo(stream);
    });
    const session = await dial(listening);
    session.request({ ":method": "POST", ":path": "/silent" }).on("error", () => {});
    const slow = ask(session, "/slow");
    await ping(session);
    const closed = once(session, "close");
    connections[0]?.close();
    finish();
    expect(await slow).toBe("at last");
    await closed;
  });
});

describe("by hand", () => {
  const request = (path: string) =>
    writeHeaders([
      [":method", "POST"],
      [":path", path],
    ]);

  /** Sends bytes, in pieces of that size, and gives the frames that come back until the connection ends or `enough` of them. */
  async function exchange(
    bytes: Buffer,
    size: number,
    isEnough: (frame: Frame) => boolean,
  ): Promise<readonly Frame[]> {
    const { listening } = await start();
    const socket: Socket = connectSocket(listening.address.address);
    closing.unshift(() => socket.destroy());
    const reader = new FrameReader();
    const frames: Frame[] = [];
    const done = new Promise<void>((resolve) => {
      socket.on("close", () => resolve());
      socket.on("data", (piece: Buffer) => {
        for (const frame of reader.read(piece)) {
          frames.push(frame);
          if (isEnough(frame)) resolve();
        }
      });
    });
    for (let at = 0; at < bytes.length; at += size) {
      socket.write(bytes.subarray(at, at + size));
      await new Promise((next) => setImmediate(next));
    }
    await done;
    return frames;
  }

  const isTrailers = ({ type, flags }: Frame) => type === FRAME.headers && (flags & FLAG.endStream) !== 0;

  test.each([1, 3, 10_000])("puts frames together from pieces of %d bytes", async (size) => {
    const block = request("/pieces");
    const bytes = Buffer.concat([
      Buffer.from(PREFACE),
      frameBytes(FRAME.settings, 0, 0, Buffer.alloc(0)),
      frameBytes(FRAME.headers, FLAG.priority, 1, Buffer.concat([Buffer.alloc(5), block.subarray(0, 4)])),
      frameBytes(FRAME.continuation, 0, 1, block.subarray(4, 9)),
      frameBytes(FRAME.continuation, FLAG.endHeaders, 1, block.subarray(9)),
      frameBytes(0xbb, 0, 1, Buffer.from("a type nobody knows")),
      frameBytes(
        FRAME.data,
        FLAG.padded,
        1,
        Buffer.concat([Buffer.of(3), Buffer.from("hel"), Buffer.alloc(3)]),
      ),
      frameBytes(FRAME.data, FLAG.endStream, 1, Buffer.from("lo")),
    ]);
    const frames = await exchange(bytes, size, isTrailers);
    const body = frames.find(({ type }) => type === FRAME.data)?.payload.toString();
    const fields = new HeaderReader().read(frames.at(-1)?.payload ?? Buffer.alloc(0));
    expect([body, fields]).toEqual(["/pieces hello", [["done", "yes"]]]);
  });

  const headers = frameBytes(FRAME.headers, FLAG.endHeaders, 1, request("/"));
  test.each<[string, Buffer]>([
    ["what is not HTTP/2", Buffer.from("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")],
    [
      "a frame that is too large",
      Buffer.concat([Buffer.from(PREFACE), Buffer.from([0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1])]),
    ],
    [
      "headers that end too early",
      Buffer.concat([
        Buffer.from(PREFACE),
        frameBytes(FRAME.headers, FLAG.endHeaders, 1, Buffer.of(0x40, 0x7f)),
      ]),
    ],
    [
      "a header that was never sent",
      Buffer.concat([
        Buffer.from(PREFACE),
        frameBytes(FRAME.headers, FLAG.endHeaders, 1, Buffer.of(0xff, 0x20)),
      ]),
    ],
    [
      "a header block that is interrupted",
      Buffer.concat([Buffer.from(PREFACE), frameBytes(FRAME.headers, 0, 1, request("/")), headers]),
    ],
    [
      "a stream with a server's number",
      Buffer.concat([Buffer.from(PREFACE), frameBytes(FRAME.headers, FLAG.endHeaders, 2, request("/"))]),
    ],
    [
      "a window that grows too large",
      Buffer.concat([
        Buffer.from(PREFACE),
        frameBytes(FRAME.windowUpdate, 0, 0, Buffer.from("7fffffff", "hex")),
      ]),
    ],
    [
      "a push by the client",
      Buffer.concat([Buffer.from(PREFACE), frameBytes(FRAME.pushPromise, FLAG.endHeaders, 1, request("/"))]),
    ],
    [
      "a window update cut short",
      Buffer.concat([Buffer.from(PREFACE), frameBytes(FRAME.windowUpdate, 0, 0, Buffer.of(1))]),
    ],
  ])("ends the connection of a client that sends %s, and says so", async (_, bytes) => {
    const frames = await exchange(bytes, bytes.length, () => false);
    expect(frames.at(-1)?.type).toBe(FRAME.goAway);
    expect(frames.at(-1)?.payload.readUInt32BE(4)).toBeGreaterThan(0);
  });
});
