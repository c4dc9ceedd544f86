const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
};

/** A string of the edge API's filter language, quoted and escaped, so that no name can end it early. */
export function filterString(text: string): string {
  return `"${text.replace(/[\\"\n\r\t\f]/g, (character) => ESCAPES[character] ?? character)}"`;
}

/** What an edge list may be narrowed by; all that are given have to hold. */
export type EdgeListQuery<Field extends string> = { readonly [Name in Field]?: string };

/** The `filter` for a list query; undefined when it narrows nothing. */
export function filterOf(query: Readonly<Record<string, string | undefined>>): string | undefined {
  const terms = Object.entries(query).flatMap(([field, value]) =>
    value === undefined ? [] : [`${field} = ${filterString(value)}`],
  );
  return terms.length === 0 ? undefined : terms.join(" and ");
}
