import { once } from "node:events";
import { type ClientHttp2Session, constants } from "node:http2";
import { connect as connectSocket } from "node:net";
import { frame, type GrpcOptions, type StreamedCall, type UnaryCall } from "../../../src/tfplugin/wire/grpc";
import type { Listening } from "../../../src/tfplugin/wire/listen";
import { echo, Opened, ping, send, serviceOf } from "../support/grpc-client";

describe("the gRPC server", () => {
  const opened = new Opened();
  afterEach(() => opened.close());

  function start(options: Partial<GrpcOptions>, platform?: NodeJS.Platform): Promise<Listening> {
    return opened.serve(serviceOf(options), platform);
  }

  function dial(listening: Listening): Promise<ClientHttp2Session> {
    return opened.dial(listening);
  }

  test.each<[NodeJS.Platform, string]>([
    ["linux", "unix"],
    ["win32", "tcp"],
  ])("answers on %s over a %s socket", async (platform, network) => {
    const listening = await start({}, platform);
    expect(listening.address.network).toBe(network);
    const answer = await send(await dial(listening), "/echo", frame(Buffer.from("hi")));
    expect(answer).toMatchObject({ status: "0", body: frame(Buffer.from("re:hi")) });
  });

  test("carries messages far beyond gRPC's usual 4 MB, both ways and many at once", async () => {
    const session = await dial(await start({}));
    const large = Buffer.alloc(6_000_000, "x");
    const answers = await Promise.all([1, 2, 3].map(() => send(session, "/echo", frame(large))));
    expect(answers.map(({ status, body }) => [status, body.length])).toEqual(
      [1, 2, 3].map(() => ["0", large.length + 8]),
    );
  });

  test("answers an unknown call with unimplemented", async () => {
    const answer = await send(await dial(await start({})), "/nothing", frame(Buffer.alloc(0)));
    expect(answer.status).toBe("12");
  });

  test("answers a call that fails with an internal error and goes on", async () => {
    const fail = () => Promise.reject(new Error("50 % broken\n"));
    const session = await dial(await start({ callsForClient: () => new Map([["/fail", fail]]) }));
    const answer = await send(session, "/fail", frame(Buffer.alloc(0)));
    expect(answer).toMatchObject({ status: "13", message: "50%20%25%20broken%0A" });
    expect((await send(session, "/fail", frame(Buffer.alloc(0)))).status).toBe("13");
  });

  test("sends the beginning of a long error, even with half a character in it", async () => {
    const fail = () => Promise.reject(new Error(`\ud800${"ü".repeat(20_000)}`));
    const session = await dial(await start({ callsForClient: () => new Map([["/fail", fail]]) }));
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
    expect((await send(await dial(await start({})), "/echo", body)).status).toBe("13");
  });

  test("keeps a silent stream open and says nothing on it", async () => {
    const session = await dial(await start({}));
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
    const [first, second] = [await dial(listening), await dial(listening)];
    const counted: (number | undefined)[] = [];
    for (const session of [first, second, first]) {
      counted.push((await send(session, "/count", frame(Buffer.alloc(0)))).body[5]);
    }
    expect(counted).toEqual([1, 1, 2]);
  });

  test("reports the end of the last connection, not before", async () => {
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
        const [first, second] = [await dial(listening), await dial(listening)];
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

  test("sends no more at once than the client has room for", async () => {
    const body = frame(Buffer.from("0123456789".repeat(5000)));
    const session = await opened.dial(await start({}), 777);
    const answers = await Promise.all([1, 2, 3].map(() => send(session, "/echo", body)));
    expect(answers.map((answer) => answer.body.length)).toEqual([1, 2, 3].map(() => body.length + 3));
  });

  test("produces only as many events as a slow client reads, and stops when it leaves", async () => {
    let made = 0;
    let stopped = () => {};
    const ended = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const stream: StreamedCall = {
      async *stream() {
        try {
          for (;;) {
            made += 1;
            yield Buffer.alloc(10_000);
          }
        } finally {
          stopped();
        }
      },
    };
    const session = await dial(await start({ callsForClient: () => new Map([["/endless", stream]]) }));
    const request = session.request({ ":method": "POST", ":path": "/endless" });
    request.on("error", () => {});
    request.end(frame(Buffer.alloc(0)));
    await once(request, "response");
    await ping(session);
    // Node holds a little more than the 65,535 bytes that the client lets it send.
    expect(made).toBeLessThan(40);
    request.close(constants.NGHTTP2_CANCEL);
    await ended;
  });

  test("aborts a stream that its client cancels, and answers the next call", async () => {
    const told: unknown[] = [];
    const waiting: StreamedCall = {
      async *stream(_, gone) {
        yield Buffer.from("begun");
        await once(gone, "abort");
        told.push(gone.reason);
      },
    };
    const calls = new Map<string, StreamedCall | UnaryCall>([
      ["/waiting", waiting],
      ["/echo", echo],
    ]);
    const session = await dial(await start({ callsForClient: () => calls }));
    const request = session.request({ ":method": "POST", ":path": "/waiting" });
    request.on("error", () => {});
    request.end(frame(Buffer.alloc(0)));
    await once(request, "response");
    request.close(constants.NGHTTP2_CANCEL);
    expect((await send(session, "/echo", frame(Buffer.from("hi")))).status).toBe("0");
    expect(told).toEqual([new Error("the client went away")]);
  });

  test("ends a failed stream with the reason, after the events sent before", async () => {
    const failing: StreamedCall = {
      async *stream() {
        yield Buffer.from("one");
        throw new Error("broken");
      },
    };
    const session = await dial(await start({ callsForClient: () => new Map([["/failing", failing]]) }));
    const answer = await send(session, "/failing", frame(Buffer.alloc(0)));
    expect(answer).toEqual({ status: "13", message: "broken", body: frame(Buffer.from("one")) });
  });

  test("closes when running calls are answered, and does not wait for a silent stream", async () => {
    let finish = (_: Uint8Array) => {};
    const slow = () =>
      new Promise<Uint8Array>((resolve) => {
        finish = resolve;
      });
    const service = serviceOf({ callsForClient: () => new Map([["/slow", slow]]) });
    const session = await dial(await opened.serve(service));
    const quiet = session.request({ ":method": "POST", ":path": "/quiet" });
    quiet.end(frame(Buffer.alloc(0)));
    quiet.resume();
    const answer = send(session, "/slow", frame(Buffer.alloc(0)));
    await ping(session);
    const closed = once(session, "close");
    service.close();
    finish(Buffer.from("at last"));
    expect((await answer).body.subarray(5).toString()).toBe("at last");
    await closed;
  });

  test("ends the connection of a client that does not speak HTTP/2", async () => {
    const { address } = await start({});
    const socket = connectSocket(address.address);
    socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
    socket.resume();
    await once(socket, "close");
  });
});
