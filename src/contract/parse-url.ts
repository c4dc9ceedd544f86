/**
 * The URL that a text names; null when it names none. `URL.canParse` of Node 20 is no substitute: once it is
 * compiled, it refuses letters such as "ü", which URLs may hold.
 */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
