import { type BenchAnswer, Load } from "./load";
import { processorMicroseconds } from "./processor-time";

/** The figures of some requests of one kind. */
export interface Measurement {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The processor time of the server for each request. */
  readonly serverMicroseconds: number;
  /** The processor time of the load generator for each request. */
  readonly generatorMicroseconds: number;
  /** The share of one core that the load generator used, from 0 to 1. */
  readonly generatorShare: number;
  /** The number of refusals, by status. */
  readonly refused: ReadonlyMap<number, number>;
}

/** The server of the requests, and how long to send them. */
export interface Span {
  readonly url: string;
  readonly pid: number;
  readonly connections: number;
  /** Milliseconds. */
  readonly most: number;
  /** Requests. */
  readonly count: number;
  readonly keepsBodies: boolean;
  readonly signal: AbortSignal;
}

/** Adds up the figures of rounds of requests. */
export class Meter {
  readonly #times: number[] = [];
  readonly #refused = new Map<number, number>();
  #milliseconds = 0;
  #server = 0;
  #generator = 0;

  /** The measured time so far, in milliseconds. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  /**
   * Sends requests, numbered from 0, until the span is over. Returns their number, and the bodies on request.
   */
  async round(
    { url, pid, connections, most, count, keepsBodies, signal }: Span,
    request: (number: number) => string,
  ): Promise<{ readonly sent: number; readonly bodies: string[] }> {
    const bodies: string[] = [];
    let sent = 0;
    const answered = ({ status, body }: BenchAnswer, milliseconds: number) => {
      this.#times.push(milliseconds);
      if (status >= 300) this.#refused.set(status, (this.#refused.get(status) ?? 0) + 1);
      else if (keepsBodies) bodies.push(body);
    };
    const load = await Load.open({ url, connections, keepsBodies, signal });
    const server = processorMicroseconds(pid);
    const generator = process.cpuUsage();
    const start = performance.now();
    const next = () => (sent < count && performance.now() - start < most ? request(sent++) : null);
    try {
      await load.run(next, answered);
    } finally {
      load.close();
    }
    this.#milliseconds += performance.now() - start;
    const { user, system } = process.cpuUsage(generator);
    this.#generator += user + system;
    this.#server += processorMicroseconds(pid) - server;
    return { sent, bodies };
  }

  result(): Measurement {
    const times = Float64Array.from(this.#times).sort();
    const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
    return {
      perSecond: times.length / (this.#milliseconds / 1000),
      p50: at(0.5),
      p99: at(0.99),
      serverMicroseconds: this.#server / times.length,
      generatorMicroseconds: this.#generator / times.length,
      generatorShare: this.#generator / (this.#milliseconds * 1000),
      refused: this.#refused,
    };
  }
}
