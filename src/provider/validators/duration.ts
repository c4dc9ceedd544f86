import { durationSeconds } from "../../contract/duration";
import type { Validator } from "../../tfplugin";

export { durationSeconds, durationText, sameDuration } from "../../contract/duration";

/** Allows durations greater than zero. */
export function duration(): Validator<string> {
  const description = "a duration such as 8760h, 365d or 1h30m (units w, d, h, m, s)";
  return {
    description,
    check: (text) =>
      durationSeconds(text) === null ? `must be ${description}, got ${JSON.stringify(text)}` : null,
  };
}
