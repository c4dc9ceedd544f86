import type { Tags } from "../../contract/common";

/**
 * The tags of an object as a map of strings. No tags at all read as null when the state has null, so that leaving `tags`
 * out and setting it to `{}` are both stable.
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
