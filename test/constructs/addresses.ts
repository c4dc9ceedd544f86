/** The synthesized JSON of a stack, as far as Terraform acts on it: without the notes of the framework. */
export type Golden = Readonly<Record<string, unknown>>;

/** Takes out the notes of the framework, at every depth. */
export function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutNotes(member)]));
}

/** The addresses of the objects in a stack, as in `netfoundry_scim_integration.okta`. */
function addresses(golden: Golden): string[] {
  return ["resource", "data", "ephemeral"].flatMap((block) =>
    Object.entries((golden[block] ?? {}) as Record<string, object>).flatMap(([type, named]) =>
      Object.keys(named).map((name) => `${block === "resource" ? "" : `${block}.`}${type}.${name}`),
    ),
  );
}

/** What a changed construct id does to those who use the construct. Null when no address has gone. */
export function brokenAddresses(before: Golden, after: Golden): string | null {
  const now = new Set(addresses(after));
  const gone = addresses(before).filter((address) => !now.has(address));
  if (gone.length === 0) return null;
  const news = [...now].filter((address) => !addresses(before).includes(address));
  return (
    `a construct id has changed, so these addresses have gone: ${gone.join(", ")} (new: ` +
    `${news.join(", ")}). ` +
    "Whoever upgrades destroys those objects and makes others: an integration gets a new URL and loses its " +
    "people, a token ends, and a policy in use cannot be destroyed. Keep the id."
  );
}
