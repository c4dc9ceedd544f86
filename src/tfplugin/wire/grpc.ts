import {
  constants,
  createSecureServer,
  createServer,
  type Http2Server,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import type { TLSSocket } from "node:tls";
import type { Certificate } from "./certificate";

/** gRPC status codes. */
export const GRPC_STATUS = { ok: 0, internal: 13, unimplemented: 12 } as const;

/** Answers one message with one message. */
export type UnaryCall = (request: Uint8Array) => Promise<Uint8Array>;

/** Answers one message with any number of them. */
export interface StreamedCall {
  /** @param gone aborted when the client has gone or wants no more. */
  stream(request: Uint8Array, gone: AbortSignal): AsyncIterable<Uint8Array>;
}

export interface GrpcOptions {
  /** Makes the calls for one client, by path: `/tfplugin6.Provider/ReadResource`. */
  readonly callsForClient: () => ReadonlyMap<string, UnaryCall | StreamedCall>;
  /** Paths of streams that are accepted and stay open without a message. */
  readonly silentStreams: ReadonlySet<string>;
  /** Speak TLS with this certificate, and only to a client that shows exactly that other one (DER). */
  readonly tls: { readonly own: Certificate; readonly client: Uint8Array } | null;
  /** A client was accepted. */
  readonly onConnected: () => void;
  /** The last of the accepted clients has gone. */
  readonly onAbandoned: () => void;
}

/** A gRPC server for calls with one answer and with a stream of them (gRPC over HTTP/2). Not yet listening. */
export function createGrpcServer(options: GrpcOptions): Http2Server {
  const server = options.tls === null ? createServer() : createTlsServer(options.tls.own);
  let open = 0;
  server.on("session", (session) => {
    if (options.tls !== null && !showsCertificate(session, options.tls.client)) {
      session.destroy();
      return;
    }
    open += 1;
    options.onConnected();
    const calls = options.callsForClient();
    session.on("stream", (stream, headers) => {
      stream.on("error", ignore);
      const path = String(headers[constants.HTTP2_HEADER_PATH]);
      if (options.silentStreams.has(path)) keepOpen(stream);
      else answer(stream, path, calls.get(path));
    });
    session.on("error", ignore);
    session.on("close", () => {
      open -= 1;
      if (open === 0) options.onAbandoned();
    });
  });
  return server;
}

/**
 * Any client certificate passes the handshake and is then compared byte by byte. That is stricter than a root store
 * with that certificate in it, and the empty `ca` keeps node from loading all of its own roots, which takes 20 ms.
 */
function createTlsServer({ key, cert }: Certificate): Http2Server {
  return createSecureServer({ key, cert, ca: [], requestCert: true, rejectUnauthorized: false });
}

function showsCertificate(session: ServerHttp2Session, expected: Uint8Array): boolean {
  const { raw } = (session.socket as TLSSocket).getPeerCertificate();
  return raw?.equals(expected) === true;
}

function keepOpen(stream: ServerHttp2Stream): void {
  stream.respond(RESPONSE_HEADERS);
  stream.resume();
}

function answer(stream: ServerHttp2Stream, path: string, call: UnaryCall | StreamedCall | undefined): void {
  if (call === undefined) {
    refuse(stream, GRPC_STATUS.unimplemented, `there is no call ${path}`);
    return;
  }
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.on("end", () => {
    unframe(Buffer.concat(chunks))
      .then(async (request) => {
        if (typeof call === "function") respond(stream, await call(request));
        else await respondWithEach(stream, (gone) => call.stream(request, gone));
      })
      .catch((error: unknown) => {
        refuse(stream, GRPC_STATUS.internal, error instanceof Error ? error.message : String(error));
      });
  });
}

const RESPONSE_HEADERS = { ":status": 200, "content-type": "application/grpc" };

function respond(stream: ServerHttp2Stream, response: Uint8Array): void {
  if (stream.destroyed || stream.closed) return;
  stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": String(GRPC_STATUS.ok) }));
  stream.end(frame(response));
}

async function respondWithEach(
  stream: ServerHttp2Stream,
  answer: (gone: AbortSignal) => AsyncIterable<Uint8Array>,
): Promise<void> {
  if (stream.destroyed || stream.closed) return;
  const gone = new AbortController();
  stream.once("close", () => gone.abort(new Error("the client went away")));
  let trailers: Record<string, string> = { "grpc-status": String(GRPC_STATUS.ok) };
  stream.respond(RESPONSE_HEADERS, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  try {
    for await (const message of answer(gone.signal)) {
      if (gone.signal.aborted) return;
      // A client that reads slowly must not make this process remember everything.
      if (!stream.write(frame(message))) await drained(stream);
    }
  } catch (error) {
    trailers = failure(GRPC_STATUS.internal, error instanceof Error ? error.message : String(error));
  }
  stream.end();
}

function drained(stream: ServerHttp2Stream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off("drain", done);
      stream.off("close", done);
      resolve();
    };
    stream.on("drain", done);
    stream.on("close", done);
  });
}

function failure(status: number, message: string): Record<string, string> {
  return { "grpc-status": String(status), "grpc-message": encodeURIComponent(message) };
}

function refuse(stream: ServerHttp2Stream, status: number, message: string): void {
  if (stream.destroyed || stream.closed) return;
  stream.respond({ ...RESPONSE_HEADERS, ...failure(status, message) }, { endStream: true });
}

/** A message on the wire: one byte for compression, four for the length, the message. */
export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(5 + message.length);
  framed.writeUInt8(0, 0);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, 5);
  return framed;
}

async function unframe(framed: Buffer): Promise<Uint8Array> {
  if (framed.length < 5 || framed.readUInt32BE(1) !== framed.length - 5) {
    throw new RangeError("expected exactly one message");
  }
  if (framed.readUInt8(0) !== 0) throw new RangeError("compressed messages are not supported");
  return framed.subarray(5);
}

function ignore(): void {
  // A connection or stream that breaks is terraform going away; onAbandoned follows.
}
