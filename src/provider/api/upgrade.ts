/** An upgrade of stored state between two versions of a schema that have the same attributes. */
export function sameAsBefore(stored: Readonly<Record<string, unknown>>): object {
  return stored;
}
