const LONGEST = 60;
/** No identifier begins with a digit. The framework finds that every object has a `constructor` already. */
const UNFIT = /^(?:\d|constructor$)/;

/**
 * Gives each object a name for the configuration, made of its own name. A name without any Latin letter or
 * digit gives the word and a number. Where two would get one label, the later one gets a number.
 * @param word begins the label of a name that has nothing to make one of.
 */
export function labelsFor(names: readonly string[], word: string): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const slug = slugOf(name);
    const base = slug === "" ? word : UNFIT.test(slug) ? `${word}_${slug}` : slug;
    let label = slug === "" ? `${word}_1` : base;
    for (let number = 2; taken.has(camelCase(label)); number += 1) label = `${base}_${number}`;
    // TypeScript writes `okta_2` and `okta2` alike.
    taken.add(camelCase(label));
    return label;
  });
}

/** A label as TypeScript writes names: `okta_staff` becomes `oktaStaff`. */
export function camelCase(label: string): string {
  return label.replaceAll(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The Latin letters and digits of a name in lower case, words joined by underscores. It may be empty. */
function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, LONGEST);
  return plain.replaceAll(/^_+|_+$/g, "");
}
