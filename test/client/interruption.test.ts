import { onInterruption, WRITE_GRACE_MS } from "../../src/client/http/interruption";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test("a read is cut off at once", () => {
  const stop = new AbortController();
  const cutOff = jest.fn();
  onInterruption({ method: "GET", signal: stop.signal }, cutOff);
  const reason = new Error("interrupted");
  stop.abort(reason);
  expect(cutOff.mock.calls).toEqual([[reason]]);
});

test.each(["POST", "PUT", "PATCH", "DELETE"] as const)(
  "a %s is cut off after the grace, with the reason",
  (method) => {
    const stop = new AbortController();
    const cutOff = jest.fn();
    onInterruption({ method, signal: stop.signal }, cutOff);
    const reason = new Error("interrupted");
    stop.abort(reason);
    jest.advanceTimersByTime(WRITE_GRACE_MS - 1);
    expect(cutOff).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(cutOff.mock.calls).toEqual([[reason]]);
  },
);

test("a write that ended keeps no timer and no listener", () => {
  const stop = new AbortController();
  const cutOff = jest.fn();
  const forget = onInterruption({ method: "POST", signal: stop.signal }, cutOff);
  forget();
  stop.abort();
  expect(jest.getTimerCount()).toBe(0);
  expect(cutOff).not.toHaveBeenCalled();
});
