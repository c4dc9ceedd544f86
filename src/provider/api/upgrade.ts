/** Upgrades stored state between two schema versions with the same attributes. */
export function sameAsBefore(stored: Readonly<Record<string, unknown>>): object {
  return stored;
}
