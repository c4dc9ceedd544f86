import { BenchConnection } from "./connection";

/** The parts of an HTTP answer that a load generator needs. */
export interface BenchAnswer {
  readonly status: number;
  readonly body: string;
}

/** Makes the text of an HTTP request. */
export type Message = (method: string, path: string, body?: unknown) => string;

/** Makes requests to the server at the URL. Without a token, they have no Authorization header. */
export function messages(url: string, token: string | null): Message {
  const authorization = token === null ? "" : `authorization: Bearer ${token}\r\n`;
  const fixed = `HTTP/1.1\r\nhost: ${new URL(url).host}\r\n${authorization}`;
  return (method, path, body) => {
    if (body === undefined) return `${method} ${path} ${fixed}\r\n`;
    const text = JSON.stringify(body);
    const headers = `content-type: application/json\r\ncontent-length: ${text.length}\r\n`;
    return `${method} ${path} ${fixed}${headers}\r\n${text}`;
  };
}

/** The target of a load. */
export interface Aim {
  readonly url: string;
  /** The number of concurrent requests. */
  readonly connections: number;
  readonly keepsBodies: boolean;
  /** Ends the load. The load then fails with the signal's reason. */
  readonly signal: AbortSignal;
}

/** Some open connections. Each has one request at a time. */
export class Load {
  readonly #connections: BenchConnection[] = [];
  readonly #signal: AbortSignal;
  #fail: (error: unknown) => void = () => undefined;
  readonly #abort = () => this.#fail(this.#signal.reason);

  private constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", this.#abort);
  }

  /** @throws Error when the server does not accept them, and the signal's reason */
  static async open({ url, connections, keepsBodies, signal }: Aim): Promise<Load> {
    signal.throwIfAborted();
    const made = new Load(signal);
    try {
      await new Promise<void>((resolve, reject) => {
        made.#fail = reject;
        let missing = connections;
        const opened = () => --missing === 0 && resolve();
        const failed = (error: Error) => made.#fail(error);
        while (made.#connections.length < connections) {
          made.#connections.push(new BenchConnection(url, keepsBodies, opened, failed));
        }
      });
    } catch (error) {
      made.close();
      throw error;
    }
    return made;
  }

  /**
   * Sends a request over each connection, and the next one when it is answered, until `next` has no more.
   * Each answer comes with the number of its request, from 0.
   * @throws Error when a connection is lost or `answered` throws, and the signal's reason
   */
  run(
    next: () => string | null,
    answered: (answer: BenchAnswer, milliseconds: number, number: number) => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#signal.throwIfAborted();
      let busy = this.#connections.length;
      let count = 0;
      const sendNext = (connection: BenchConnection) => {
        const request = next();
        if (request === null) {
          if (--busy === 0) resolve();
          return;
        }
        const number = count++;
        const sent = performance.now();
        connection.send(request, (status, body) => {
          answered({ status, body }, performance.now() - sent, number);
          sendNext(connection);
        });
      };
      this.#connections.forEach(sendNext);
    });
  }

  close(): void {
    this.#signal.removeEventListener("abort", this.#abort);
    for (const connection of this.#connections) connection.close();
  }
}

/** Sends all requests, some at a time. Returns the bodies in order. @throws Error when one is refused */
export async function sendAll(aim: Omit<Aim, "keepsBodies">, requests: Iterable<string>): Promise<string[]> {
  const bodies: string[] = [];
  const left = requests[Symbol.iterator]();
  const next = () => {
    const { done, value } = left.next();
    return done ? null : value;
  };
  const load = await Load.open({ ...aim, keepsBodies: true });
  try {
    await load.run(next, ({ status, body }, _milliseconds, number) => {
      if (status >= 300) throw new Error(`the server answered ${status}: ${body}`);
      bodies[number] = body;
    });
  } finally {
    load.close();
  }
  return bodies;
}
