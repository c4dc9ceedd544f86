import { interruption, WRITE_GRACE_MS } from "../../src/client/http/interruption";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("a read is cut off at once", () => {
  const stop = new AbortController();
  const { signal } = interruption({ method: "GET", signal: stop.signal });
  stop.abort(new Error("interrupted"));
  expect(signal.aborted).toBe(true);
});

test.each(["POST", "PUT", "PATCH", "DELETE"] as const)(
  "a %s is cut off after the grace, with the reason",
  (method) => {
    const stop = new AbortController();
    const { signal } = interruption({ method, signal: stop.signal });
    const reason = new Error("interrupted");
    stop.abort(reason);
    jest.advanceTimersByTime(WRITE_GRACE_MS - 1);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason).toBe(reason);
  },
);

test("a write that ended keeps no timer and no listener", () => {
  const stop = new AbortController();
  const { signal, forget } = interruption({ method: "POST", signal: stop.signal });
  forget();
  stop.abort();
  expect(jest.getTimerCount()).toBe(0);
  expect(signal.aborted).toBe(false);
});
