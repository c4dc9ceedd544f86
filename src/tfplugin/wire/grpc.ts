import { once } from "node:events";
import { performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { Duplex } from "node:stream";

/** gRPC status codes. */
export const GRPC_STATUS = { ok: 0, internal: 13, unimplemented: 12 } as const;

/** A call that answers one message with one message. */
export type UnaryCall = (request: Uint8Array) => Promise<Uint8Array>;

/** A call that answers one message with any number of messages. */
export interface StreamedCall {
  /** @param gone aborts when the client has gone or wants no more. */
  stream(request: Uint8Array, gone: AbortSignal): AsyncIterable<Uint8Array>;
}

/** A connected client. */
export interface Client {
  /** Refuses further calls, and ends the connection when the running calls are answered. */
  close(): void;
}

export interface GrpcOptions {
  /** Makes the calls for one client, by path: `/tfplugin6.Provider/ReadResource`. */
  readonly callsForClient: (client: Client) => ReadonlyMap<string, UnaryCall | StreamedCall>;
  /** The paths of streams that stay open and carry no message. */
  readonly silentStreams: ReadonlySet<string>;
  /** Runs when the last client has gone. */
  readonly onAbandoned: () => void;
}

/**
 * A gRPC server over connections that somebody else accepts. It answers with one message or with a stream.
 */
export interface GrpcService {
  /** Serves a client until it goes. */
  accept(connection: Duplex): void;
  /** Refuses further calls. Each connection ends when its running calls are answered. */
  close(): void;
}

/**
 * The memory that node allows one connection, in megabytes. A few large states reach node's default of 10,
 * and node then refuses further calls. A limit is not needed, because the client is trusted.
 */
const MEMORY_OF_CONNECTION = 4000;

export function createGrpcService(options: GrpcOptions): GrpcService {
  const clients = new Set<Client>();
  return {
    accept(connection) {
      const session = performServerHandshake(connection, { maxSessionMemory: MEMORY_OF_CONNECTION });
      const silent = new Set<ServerHttp2Stream>();
      const client = { close: () => closeSession(session, silent) };
      const calls = options.callsForClient(client);
      clients.add(client);
      session.on("stream", (stream, { ":path": path = "" }) => {
        // An error also closes the stream, and the handler of "close" does the rest.
        stream.on("error", () => {});
        if (options.silentStreams.has(path)) keepOpen(stream, silent);
        else answer(stream, path, calls.get(path));
      });
      // An error also closes the session, and the handler of "close" does the rest.
      session.on("error", () => {});
      session.once("close", () => {
        clients.delete(client);
        if (clients.size === 0) options.onAbandoned();
      });
      // After the last answer, waiting for the client to close its side would gain nothing.
      connection.once("finish", () => connection.destroy());
    },
    close() {
      for (const client of clients) client.close();
    },
  };
}

function closeSession(session: ServerHttp2Session, silent: Iterable<ServerHttp2Stream>): void {
  if (session.closed) return;
  // The session ends with its last stream, and a silent stream does not end by itself.
  for (const stream of silent) stream.end();
  session.close();
}

const RESPONSE = { ":status": 200, "content-type": "application/grpc" } as const;
const SUCCESS = { "grpc-status": GRPC_STATUS.ok } as const;

function keepOpen(stream: ServerHttp2Stream, silent: Set<ServerHttp2Stream>): void {
  silent.add(stream);
  stream.once("close", () => silent.delete(stream));
  respond(stream, () => SUCCESS);
  stream.resume();
}

function answer(stream: ServerHttp2Stream, path: string, call: UnaryCall | StreamedCall | undefined): void {
  if (call === undefined) {
    refuse(stream, GRPC_STATUS.unimplemented, `there is no call ${path}`);
    return;
  }
  const received: Buffer[] = [];
  stream.on("data", (piece: Buffer) => received.push(piece));
  stream.once("end", () => {
    answerRequest(stream, call, Buffer.concat(received)).catch((error: unknown) => {
      refuse(stream, GRPC_STATUS.internal, messageOf(error));
    });
  });
}

async function answerRequest(
  stream: ServerHttp2Stream,
  call: UnaryCall | StreamedCall,
  body: Buffer,
): Promise<void> {
  const request = unframe(body);
  if (typeof call !== "function") return answerWithEach(stream, call, request);
  const response = await call(request);
  if (stream.destroyed) return;
  respond(stream, () => SUCCESS);
  stream.end(frame(response));
}

async function answerWithEach(
  stream: ServerHttp2Stream,
  call: StreamedCall,
  request: Uint8Array,
): Promise<void> {
  const gone = new AbortController();
  stream.once("close", () => gone.abort(new Error("the client went away")));
  let trailers: Trailers = SUCCESS;
  respond(stream, () => trailers);
  try {
    for await (const message of call.stream(request, gone.signal)) {
      if (gone.signal.aborted) return;
      // Without this wait, the messages for a slow client would fill this process's memory.
      if (!stream.write(frame(message))) await untilDrained(stream, gone.signal);
    }
  } catch (error) {
    trailers = failure(GRPC_STATUS.internal, messageOf(error));
  }
  stream.end();
}

/** Resolves when the stream can take more, or when its client has gone. */
async function untilDrained(stream: ServerHttp2Stream, gone: AbortSignal): Promise<void> {
  await once(stream, "drain", { signal: gone }).catch(() => {});
}

type Trailers = Readonly<Record<string, string | number>>;

/** Begins an answer. It calls `trailers` when the stream has ended. */
function respond(stream: ServerHttp2Stream, trailers: () => Trailers): void {
  stream.respond(RESPONSE, { waitForTrailers: true });
  stream.once("wantTrailers", () => stream.sendTrailers(trailers()));
}

/** Answers with headers only. */
function refuse(stream: ServerHttp2Stream, status: number, message: string): void {
  if (!stream.destroyed) stream.respond({ ...RESPONSE, ...failure(status, message) }, { endStream: true });
}

/** The longest error text, in characters. It fits the headers even if each character takes many bytes. */
const LONGEST_MESSAGE = 1500;
const HALF_CHARACTER = /\p{Surrogate}/gu;

function failure(status: number, message: string): Trailers {
  const text = message.slice(0, LONGEST_MESSAGE).replace(HALF_CHARACTER, "\ufffd");
  return { "grpc-status": status, "grpc-message": encodeURIComponent(text) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A message on the wire: one byte for compression, four for the length, the message. */
export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(5 + message.length);
  framed.writeUInt8(0, 0);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, 5);
  return framed;
}

function unframe(framed: Buffer): Uint8Array {
  if (framed.length < 5 || framed.readUInt32BE(1) !== framed.length - 5) {
    throw new RangeError("expected exactly one message");
  }
  if (framed.readUInt8(0) !== 0) throw new RangeError("compressed messages are not supported");
  return framed.subarray(5);
}
