import { sideWrite } from "../../../src/server/store/side-write";
import { UnavailableError } from "../../../src/server/store/unavailable";

describe("a write that an answer does not depend on", () => {
  const late: unknown[] = [];
  const tell = (error: unknown) => late.push(error);
  beforeEach(() => {
    late.splice(0);
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("fails the request with an error that comes in time", async () => {
    await expect(sideWrite(Promise.reject(new Error("damaged")), tell)).rejects.toThrow("damaged");
    expect(late).toEqual([]);
  });

  it.each([
    [new Error("damaged"), 1],
    [new UnavailableError("busy"), 0],
  ])("tells of %s that comes after the answer %d times", async (error, times) => {
    let fail: (error: Error) => void = () => undefined;
    const writing = sideWrite(new Promise((_, reject) => (fail = reject)), tell);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await writing).toBe(false);
    fail(error);
    await jest.advanceTimersByTimeAsync(0);
    expect(late).toEqual(times === 1 ? [error] : []);
  });
});
