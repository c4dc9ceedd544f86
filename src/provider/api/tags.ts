import type { Tags } from "../../contract/common";

/**
 * The tags of an object as a map of strings. An object without tags reads as null when the state has null. So
 * both leaving `tags` out and setting it to `{}` are stable.
 */
export function tagsState(
  tags: Tags,
  stored: Readonly<Record<string, string>> | null,
): Readonly<Record<string, string>> | null {
  const entries = Object.entries(tags).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)]],
  );
  if (entries.length === 0 && stored === null) return null;
  return Object.fromEntries(entries);
}
