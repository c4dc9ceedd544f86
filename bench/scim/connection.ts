import { connect, type Socket } from "node:net";

/** Receives the status and the body of an answer. The body is empty unless the caller asked for it. */
export type Answered = (status: number, body: string) => void;

/** Enough for a page of a hundred users in one read. */
const PIECE = 128 * 1024;

/**
 * One keep-alive connection with one request at a time. It reads only the status and the length of an answer,
 * so that it costs less than the server that it measures.
 */
export class BenchConnection {
  readonly #socket: Socket;
  readonly #keepsBodies: boolean;
  #answered: Answered = () => undefined;
  /** The head until it is complete, then the body if the caller asked for it. */
  #text = "";
  #status = 0;
  /** The number of missing bytes of the body. Null until the head is complete. */
  #missing: number | null = null;

  /** @param failed Receives the error that ended the connection. */
  constructor(url: string, keepsBodies: boolean, opened: () => void, failed: (error: Error) => void) {
    const { hostname, port } = new URL(url);
    this.#keepsBodies = keepsBodies;
    this.#socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(PIECE),
        callback: (bytes, buffer) => {
          try {
            this.#take(bytes, buffer as Buffer);
          } catch (error) {
            failed(error as Error);
          }
          return true;
        },
      },
    });
    this.#socket.once("connect", opened);
    this.#socket.once("error", failed);
    this.#socket.once("close", () => failed(new Error("the server closed the connection")));
  }

  /** Sends a whole HTTP request, which must be ASCII text. */
  send(request: string, answered: Answered): void {
    this.#answered = answered;
    this.#socket.write(request, "latin1");
  }

  close(): void {
    this.#socket.removeAllListeners("close").destroy();
  }

  #take(bytes: number, buffer: Buffer): void {
    if (this.#missing === null) this.#takeHead(buffer.toString("latin1", 0, bytes));
    else {
      this.#missing -= bytes;
      if (this.#keepsBodies) this.#text += buffer.toString("latin1", 0, bytes);
    }
    if (this.#missing !== 0) return;
    const body = this.#keepsBodies ? this.#text : "";
    this.#text = "";
    this.#missing = null;
    this.#answered(this.#status, body);
  }

  #takeHead(piece: string): void {
    const text = this.#text + piece;
    const end = text.indexOf("\r\n\r\n");
    this.#text = text.slice(end < 0 ? 0 : end + 4);
    if (end < 0) return;
    const head = text.slice(0, end);
    this.#status = Number(head.slice(9, 12));
    this.#missing = lengthIn(head, this.#status) - this.#text.length;
  }
}

function lengthIn(head: string, status: number): number {
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  if (status === 204) return 0;
  throw new Error(`an answer without a content-length cannot be measured:\n${head}`);
}
