import { type BenchAnswer, Load } from "./load";
import { processorMicroseconds } from "./processor-time";

/** What some requests of one kind took. */
export interface Measurement {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server for each request. */
  readonly serverMicroseconds: number;
  /** Processor time of the load generator for each request. */
  readonly generatorMicroseconds: number;
  /** How much of one core the load generator used, 0 to 1. */
  readonly generatorShare: number;
  /** Answers that say the request was refused, by status. */
  readonly refused: ReadonlyMap<number, number>;
}

/** Whom the requests go to, and for how long. */
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

/** Adds up what rounds of requests took. */
export class Meter {
  readonly #times: number[] = [];
  readonly #refused = new Map<number, number>();
  #milliseconds = 0;
  #server = 0;
  #generator = 0;

  /** How long requests were measured so far, in milliseconds. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Sends requests, numbered from 0, until the span is over; returns how many, and the bodies if they are kept. */
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
