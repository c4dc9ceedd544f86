import { connect, type Socket } from "node:net";

/** An HTTP answer as far as a load generator needs it. */
export interface BenchAnswer {
  readonly status: number;
  readonly body: string;
}

/** A request that is written out once, so that the generator costs less than the server it measures. */
export type BenchRequest = readonly [method: string, path: string, body?: unknown];

/** One keep-alive connection that has one request under way at a time. */
export class BenchConnection {
  #received = "";
  #waiting: { resolve: (answer: BenchAnswer) => void; reject: (error: Error) => void } | null = null;
  readonly #socket: Socket;

  private constructor(
    socket: Socket,
    readonly host: string,
    readonly token: string,
  ) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.#take(text));
    socket.on("close", () => this.#waiting?.reject(new Error("the server closed the connection")));
  }

  static open(url: string, token: string): Promise<BenchConnection> {
    const { hostname, port, host } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new BenchConnection(socket, host, token)));
      socket.once("error", reject);
    });
  }

  send([method, path, body]: BenchRequest): Promise<BenchAnswer> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const head = `${method} ${path} HTTP/1.1\r\nhost: ${this.host}\r\nauthorization: Bearer ${this.token}\r\n`;
    const type = text === "" ? "" : `content-type: application/json\r\ncontent-length: ${text.length}\r\n`;
    this.#socket.write(`${head}${type}\r\n${text}`);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.#received.slice(0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const body = this.#received.slice(end + 4, end + 4 + length);
    this.#received = "";
    this.#waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}
