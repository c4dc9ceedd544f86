const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
};

/** A quoted and escaped string for the edge API's filter language. No name can end it early. */
export function filterString(text: string): string {
  return `"${text.replace(/[\\"\n\r\t\f]/g, (character) => ESCAPES[character] ?? character)}"`;
}

/** The filters of an edge list, joined by and. Null finds the objects without a value. */
export type EdgeListQuery<Field extends string> = { readonly [Name in Field]?: string | null };

/** The `filter` of a list query; undefined without filters. */
export function filterOf(query: Readonly<Record<string, string | null | undefined>>): string | undefined {
  const terms = Object.entries(query).flatMap(([field, value]) =>
    value === undefined ? [] : [`${field} = ${value === null ? "null" : filterString(value)}`],
  );
  return terms.length === 0 ? undefined : terms.join(" and ");
}
