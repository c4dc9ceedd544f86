import { isKnown, type Problem } from "./checks";

const SECONDS = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 } as const;

/**
 * The seconds of a duration such as `8760h`, `90d` or `1h30m`. Null when the text is no duration or is zero.
 */
export function durationSeconds(text: string): number | null {
  if (!/^(?:\d+[wdhms])+$/.test(text)) return null;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([wdhms])/g)) {
    seconds += Number(count) * SECONDS[unit as keyof typeof SECONDS];
  }
  return seconds > 0 && Number.isSafeInteger(seconds) ? seconds : null;
}

/** Checks a duration greater than zero. */
export function duration(prop: string, value: string | undefined): Problem {
  if (!isKnown(value) || durationSeconds(value) !== null) return null;
  const allowed = "a duration, whole numbers with the units w, d, h, m or s";
  return `${prop} must be ${allowed}, got ${JSON.stringify(value)}; write it as in 90d or 1h30m`;
}
