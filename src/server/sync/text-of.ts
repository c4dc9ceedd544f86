/** Returns a text unchanged, and null for a blank text or another value. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
