import { createInFlightLimit } from "../../src/client/http/in-flight";
import type { ApiAnswer, ApiRequest } from "../../src/client/http/message";
import { createSender } from "../../src/client/http/sender";
import type { Clock } from "../../src/client/settings";

const REQUESTS = 100;
const MOST = 10;

/** Time that goes on when everybody sleeps, to the moment at which the first of them wakes. */
class VirtualClock implements Clock {
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  #time = 0;

  now(): number {
    return this.#time;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#time + milliseconds, wake });
    });
  }

  async until(work: Promise<unknown>): Promise<void> {
    let done = false;
    const finish = () => {
      done = true;
    };
    work.then(finish, finish);
    while (!done) {
      await new Promise(setImmediate);
      this.#sleepers.sort((one, other) => one.at - other.at);
      const next = this.#sleepers.shift();
      if (next === undefined) continue;
      this.#time = Math.max(this.#time, next.at);
      next.wake();
    }
  }
}

/** Takes so many requests in every second, and asks all others for a second of patience. */
class LimitedApi {
  open = 0;
  mostOpen = 0;
  received = 0;
  #second = -1;
  #taken = 0;

  constructor(
    private readonly perSecond: number,
    private readonly clock: Clock,
  ) {}

  async send(): Promise<ApiAnswer> {
    this.received += 1;
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    await this.clock.sleep(20);
    this.open -= 1;
    const second = Math.floor(this.clock.now() / 1000);
    if (second !== this.#second) this.#taken = 0;
    this.#second = second;
    this.#taken += 1;
    return this.#taken <= this.perSecond
      ? { status: 200, headers: {}, text: "" }
      : { status: 429, headers: { "retry-after": "1" }, text: "" };
  }

  close(): void {}
}

test.each([20, 10, 3, 1])(
  "100 requests at once all get through an API that takes %d per second, with the repetitions everybody has",
  async (perSecond) => {
    const clock = new VirtualClock();
    const api = new LimitedApi(perSecond, clock);
    const sender = createSender({
      transport: api,
      limit: createInFlightLimit(MOST, clock),
      clock,
      random: () => 0.5,
      maxRetries: 4,
      requestTimeoutMs: 1000,
      logger: { debug() {} },
    });
    const request: ApiRequest = { method: "GET", url: "http://127.0.0.1/x", headers: {} };
    const answers = Promise.all(Array.from({ length: REQUESTS }, () => sender.send(request)));
    await clock.until(answers);
    expect(new Set((await answers).map(({ status }) => status))).toEqual(new Set([200]));
    expect(api.mostOpen).toBe(MOST);
    expect(api.received).toBeLessThanOrEqual(2.5 * REQUESTS);
  },
);

test("a pause that the API asks for halves the number of running requests", async () => {
  const clock = new VirtualClock();
  const limit = createInFlightLimit(MOST, clock);
  let running = 0;
  let mostAfterPause = 0;
  const work = Array.from({ length: 30 }, (_, number) =>
    limit.run(async ({ pause }) => {
      if (number < MOST) await pause(1000);
      running += 1;
      mostAfterPause = Math.max(mostAfterPause, running);
      await clock.sleep(20);
      running -= 1;
      return clock.now();
    }),
  );
  await clock.until(Promise.all(work));
  expect(mostAfterPause).toBe(MOST / 2);
  expect(Math.min(...(await Promise.all(work)))).toBe(1020);
});

test("a request that is aborted while it waits for its second turn takes no place", async () => {
  const clock = new VirtualClock();
  const limit = createInFlightLimit(2, clock);
  const stop = new AbortController();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = limit.run(() => held);
  const paused = limit.run(({ pause }) => pause(0), stop.signal);
  await new Promise(setImmediate);
  stop.abort(new Error("terraform was interrupted"));
  await expect(paused).rejects.toThrow("terraform was interrupted");
  release();
  await first;
  await expect(Promise.all([1, 2, 3].map((n) => limit.run(async () => n)))).resolves.toEqual([1, 2, 3]);
});
