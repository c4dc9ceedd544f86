/** The instant that `exp` or `nbf` says in seconds since 1970 (RFC 7519 section 2, NumericDate). */
export function instantOf(seconds: unknown): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? "an instant beyond every calendar" : date.toISOString();
}

/** Says that `exp` or `nbf` is no number of seconds. Null when it is one. */
export function notAnInstant(name: "exp" | "nbf", value: unknown): string | null {
  return typeof value === "number" ? null : `${name} is not a number of seconds`;
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A span of time in its two largest units, as in `2 hours 5 minutes`. A part of a second counts as one. */
export function spanOf(seconds: number): string {
  let rest = Math.max(1, Math.ceil(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(" ");
}
