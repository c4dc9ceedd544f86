import { connect, type Socket } from "node:net";

/** Called with the answer's status; the body is empty unless it is to be kept. */
export type Answered = (status: number, body: string) => void;

/** Enough for a page of a hundred users in one piece. */
const PIECE = 128 * 1024;

/**
 * One keep-alive connection that has one request under way at a time. It reads of an answer what it must, the status and
 * the length, so that it costs less than the server it measures.
 */
export class BenchConnection {
  readonly #socket: Socket;
  readonly #keepsBodies: boolean;
  #answered: Answered = () => undefined;
  /** The head until it is complete, then the body when it is kept. */
  #text = "";
  #status = 0;
  /** Bytes of the body that are still to come; null until the head is complete. */
  #missing: number | null = null;

  /** @param failed is told why the connection is of no use any more */
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

  /** Sends a whole HTTP request, its text in ASCII. */
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
