import fc from "fast-check";
import { durationSeconds, durationText, sameDuration } from "../../../src/provider/validators/duration";

describe("durations", () => {
  test.each([
    ["8760h", 31_536_000],
    ["365d", 31_536_000],
    ["1h30m", 5400],
    ["2w", 1_209_600],
    ["1s", 1],
    ["0s", null],
    ["", null],
    ["30", null],
    ["1.5h", null],
    ["-1h", null],
    ["1h 30m", null],
    ["99999999999999999d", null],
  ])("%p is %p seconds", (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });
  test("any number of seconds can be written and read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (seconds) => durationSeconds(durationText(seconds)) === seconds),
    );
  });
  test("are the same when equally long", () => {
    expect(sameDuration("365d", "8760h")).toBe(true);
    expect(sameDuration("1d", "25h")).toBe(false);
  });
});
