const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** An instant for people: `2026-12-01 09:00 UTC`. */
export function instantWords(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** How far an instant is from another: `in 41 days`, `3 hours ago`, `now`. */
export function distanceWords(instant: string, at: number): string {
  const ms = Date.parse(instant) - at;
  const span = spanWords(Math.abs(ms));
  if (span === "") return "now";
  return ms > 0 ? `in ${span}` : `${span} ago`;
}

/** Both: `2026-12-01 09:00 UTC (in 41 days)`. */
export function whenWords(instant: string, at: number): string {
  return `${instantWords(instant)} (${distanceWords(instant, at)})`;
}

/** The largest unit that fits twice, or once the smallest. Empty for less than a second. */
function spanWords(ms: number): string {
  const [unit, length] = UNITS.find(([, length]) => ms >= 2 * length) ?? ["second", 1000];
  const count = Math.floor(ms / length);
  if (count === 0) return "";
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
