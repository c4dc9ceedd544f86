/** The filter `<attribute> eq "<value>"`, percent-encoded for a query. */
export function equalityFilter(attribute: string, value: unknown): string {
  return encodeURIComponent(`${attribute} eq ${JSON.stringify(value)}`);
}
