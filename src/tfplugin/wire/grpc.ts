import type { Duplex } from "node:stream";
import { Http2Connection } from "./http2/connection";
import { writeHeaders } from "./http2/headers";
import type { Http2Stream } from "./http2/stream";

/** gRPC status codes. */
export const GRPC_STATUS = { ok: 0, internal: 13, unimplemented: 12 } as const;

/** Answers one message with one message. */
export type UnaryCall = (request: Uint8Array) => Promise<Uint8Array>;

/** Answers one message with any number of them. */
export interface StreamedCall {
  /** @param gone aborted when the client has gone or wants no more. */
  stream(request: Uint8Array, gone: AbortSignal): AsyncIterable<Uint8Array>;
}

/** A client that was accepted. */
export interface Client {
  /** Takes no further calls of it, and ends the connection once those under way are answered. */
  close(): void;
}

export interface GrpcOptions {
  /** Makes the calls for one client, by path: `/tfplugin6.Provider/ReadResource`. */
  readonly callsForClient: (client: Client) => ReadonlyMap<string, UnaryCall | StreamedCall>;
  /** Paths of streams that are accepted and stay open without a message. */
  readonly silentStreams: ReadonlySet<string>;
  /** The last of the clients has gone. */
  readonly onAbandoned: () => void;
}

/** Answers calls with one answer and with a stream of them (gRPC over HTTP/2), over connections that others accept. */
export interface GrpcService {
  /** Serves a client until it goes. */
  accept(connection: Duplex): void;
  /** Takes no further calls; each connection ends once those under way on it are answered. */
  close(): void;
}

/** Makes a gRPC service. */
export function createGrpcService(options: GrpcOptions): GrpcService {
  const open = new Set<Http2Connection>();
  return {
    accept(socket) {
      const connection = new Http2Connection(socket, {
        onStream: (stream) => {
          if (options.silentStreams.has(stream.path)) keepOpen(stream);
          else answer(stream, calls.get(stream.path));
        },
        onClose: () => {
          open.delete(connection);
          if (open.size === 0) options.onAbandoned();
        },
      });
      const calls = options.callsForClient(connection);
      open.add(connection);
    },
    close() {
      for (const connection of open) connection.close();
    },
  };
}

const RESPONSE_FIELDS = [
  [":status", "200"],
  ["content-type", "application/grpc"],
] as const;
const RESPONSE = writeHeaders(RESPONSE_FIELDS);
const SUCCESS = writeHeaders([["grpc-status", String(GRPC_STATUS.ok)]]);

function keepOpen(stream: Http2Stream): void {
  stream.isSilent = true;
  stream.respond(RESPONSE);
}

function answer(stream: Http2Stream, call: UnaryCall | StreamedCall | undefined): void {
  if (call === undefined) {
    refuse(stream, GRPC_STATUS.unimplemented, `there is no call ${stream.path}`);
    return;
  }
  stream.onRequest = (body) => {
    answerRequest(stream, call, body).catch((error: unknown) => {
      refuse(stream, GRPC_STATUS.internal, messageOf(error));
    });
  };
}

async function answerRequest(
  stream: Http2Stream,
  call: UnaryCall | StreamedCall,
  body: Buffer,
): Promise<void> {
  const request = unframe(body);
  if (typeof call !== "function") return answerWithEach(stream, call, request);
  const response = await call(request);
  stream.respond(RESPONSE);
  stream.write(frame(response));
  stream.end(SUCCESS);
}

async function answerWithEach(stream: Http2Stream, call: StreamedCall, request: Uint8Array): Promise<void> {
  const gone = new AbortController();
  stream.onGone = () => gone.abort(new Error("the client went away"));
  let trailers = SUCCESS;
  stream.respond(RESPONSE);
  try {
    for await (const message of call.stream(request, gone.signal)) {
      if (gone.signal.aborted) return;
      stream.write(frame(message));
      // A client that reads slowly must not make this process remember everything.
      await stream.drained();
    }
  } catch (error) {
    trailers = writeHeaders(failure(GRPC_STATUS.internal, messageOf(error)));
  }
  stream.end(trailers);
}

function refuse(stream: Http2Stream, status: number, message: string): void {
  stream.respondOnly(writeHeaders([...RESPONSE_FIELDS, ...failure(status, message)]));
}

/** Characters of a message that fit into one frame of headers, however many bytes each becomes. */
const LONGEST_MESSAGE = 1500;
const HALF_CHARACTER = /\p{Surrogate}/gu;

function failure(status: number, message: string): [string, string][] {
  const text = message.slice(0, LONGEST_MESSAGE).replace(HALF_CHARACTER, "\ufffd");
  return [
    ["grpc-status", String(status)],
    ["grpc-message", encodeURIComponent(text)],
  ];
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
