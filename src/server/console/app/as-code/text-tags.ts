/** The tags that are texts. A configuration knows no others. */
export function textTags(tags: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts = Object.entries(tags).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(texts);
}
