// This file does not import the schemas, so the provider's start does not load them.

const SECONDS = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 } as const;
const SHAPE = /^(?:\d+[wdhms])+$/;
const PART = /(\d+)([wdhms])/g;

/**
 * The seconds of a duration such as `8760h`, `365d` or `1h30m`. Null when the text is no duration or is zero.
 */
export function durationSeconds(text: string): number | null {
  if (!SHAPE.test(text)) return null;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(PART)) {
    seconds += Number(count) * SECONDS[unit as keyof typeof SECONDS];
  }
  return seconds > 0 && Number.isSafeInteger(seconds) ? seconds : null;
}

/** Writes a duration with the largest fitting unit of hours, minutes and seconds. */
export function durationText(seconds: number): string {
  if (seconds % SECONDS.h === 0) return `${seconds / SECONDS.h}h`;
  if (seconds % SECONDS.m === 0) return `${seconds / SECONDS.m}m`;
  return `${seconds}s`;
}

/** Whether two durations are equally long. */
export function sameDuration(one: string, other: string): boolean {
  return one === other || durationSeconds(one) === durationSeconds(other);
}
