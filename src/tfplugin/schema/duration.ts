import type { Validator } from "./validator";

const MILLISECONDS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/**
 * The milliseconds of a duration such as `90s`, `20m` or `1h30m`, or null when the text is not a duration.
 */
export function parseDuration(text: string): number | null {
  if (!/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(text)) return null;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)) {
    sum += Number(amount) * (MILLISECONDS[unit ?? ""] ?? 0);
  }
  return sum;
}

/** Allows durations above zero. */
export function duration(): Validator<string> {
  return {
    description: "a duration above zero, such as 90s, 20m or 1h30m",
    check: (value) =>
      (parseDuration(value) ?? 0) > 0
        ? null
        : `must be a duration above zero, such as 90s, 20m or 1h30m, got ${JSON.stringify(value)}`,
  };
}
