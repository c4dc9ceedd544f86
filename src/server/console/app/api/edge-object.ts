/** What the server says of an object and no write may send. */
const READ_ONLY: ReadonlySet<string> = new Set([
  "id",
  "createdAt",
  "updatedAt",
  "managedBy",
  "_links",
  "commonName",
  "fingerprint",
  "notBefore",
  "notAfter",
]);

/**
 * What a PUT sends to leave an object of the edge family as it is. It has the fields too that this page does
 * not know, because a PUT sets what it leaves out to a default.
 */
export function settingsOf<T extends object>(answered: T): T {
  return Object.fromEntries(Object.entries(answered).filter(([name]) => !READ_ONLY.has(name))) as T;
}

/**
 * What a PUT sends to make an edit. What somebody else changed since the page read the object stays, unless
 * the edit changes it too.
 * @param now what is stored by now.
 * @param before what the page read.
 * @param after what the person made of it.
 */
export function withEdit<T>(now: T, before: T, after: T): T {
  if (isObject(now) && isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(now), ...Object.keys(after)]);
    const edited = [...names].map((name) => [name, withEdit(now[name], before[name], after[name])]);
    return Object.fromEntries(edited) as T;
  }
  return isSame(before, after) ? now : after;
}

/** Whether two values are equal as JSON. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
