/**
 * An object whose members are made when they are first asked for, each once. Of all that a provider offers, most of its
 * processes need one or two: a resource behind a `require` that is never run is never compiled and builds no schema.
 */
export function lazily<T>(make: Readonly<Record<string, () => T>>): Readonly<Record<string, T>> {
  const members: Record<string, T> = {};
  for (const [name, makeMember] of Object.entries(make)) {
    let made: T | undefined;
    Object.defineProperty(members, name, {
      enumerable: true,
      get() {
        made ??= makeMember();
        return made;
      },
    });
  }
  return members;
}
