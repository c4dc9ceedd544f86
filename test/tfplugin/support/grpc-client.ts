/** A gRPC client over node's HTTP/2, for a server under test. */
import { once } from "node:events";
import { type ClientHttp2Session, connect } from "node:http2";
import { connect as connectSocket, createServer, type Server } from "node:net";
import { createGrpcService, type GrpcOptions, type GrpcService } from "../../../src/tfplugin/wire/grpc";
import { type Listening, listen } from "../../../src/tfplugin/wire/listen";

export const echo = async (request: Uint8Array) => Buffer.concat([Buffer.from("re:"), request]);

/** A service with the call `/echo` and the silent stream `/quiet`. */
export function serviceOf(options: Partial<GrpcOptions> = {}): GrpcService {
  return createGrpcService({
    callsForClient: () => new Map([["/echo", echo]]),
    silentStreams: new Set(["/quiet"]),
    onAbandoned: () => {},
    ...options,
  });
}

export interface Answer {
  readonly status: string | undefined;
  readonly message: string | undefined;
  readonly body: Buffer;
}

/** Sends one request and returns the whole answer. */
export function send(session: ClientHttp2Session, path: string, body: Uint8Array): Promise<Answer> {
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

/** Resolves when the server has received everything that was sent before. */
export function ping(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve, reject) => session.ping((error) => (error ? reject(error) : resolve())));
}

/** The connections that one test opens. They are closed after the test. */
export class Opened {
  readonly #closing: (() => void)[] = [];

  close(): void {
    for (const close of this.#closing.splice(0)) close();
  }

  listen(server: Server, platform?: NodeJS.Platform): Promise<Listening> {
    this.#closing.push(() => server.close());
    return listen(server, platform);
  }

  serve(service: GrpcService, platform?: NodeJS.Platform): Promise<Listening> {
    return this.listen(createServer(service.accept), platform);
  }

  /** @param initialWindowSize how many bytes of each answer may be under way. */
  async dial({ address }: Listening, initialWindowSize = 65_535): Promise<ClientHttp2Session> {
    const createConnection = address.network === "unix" ? () => connectSocket(address.address) : undefined;
    const session = this.keep(
      connect(`http://${address.network === "tcp" ? address.address : "localhost"}`, {
        createConnection,
        // The client holds large requests too. From Node 22 on it refuses what its default of 10 MB has no
        // room for.
        maxSessionMemory: 1000,
        settings: { initialWindowSize },
      }),
    );
    await once(session, "connect");
    return session;
  }

  /** Ends the session after the test. */
  keep(session: ClientHttp2Session): ClientHttp2Session {
    this.#closing.unshift(() => session.destroy());
    return session;
  }
}
