import { parseUrl } from "../../contract/parse-url";

/** A percent-encoded octet of a URL. */
const ENCODED = /%[0-9a-f]{2}/gi;

/** A character that means the same percent-encoded and plain (RFC 3986 section 2.3). */
const UNRESERVED = /^[A-Za-z0-9._~-]$/;

/**
 * Whether two URLs are equal once they are normalised (RFC 3986 sections 6.2.2 and 6.2.3): the case of scheme
 * and host, the usual port, `.` and `..`, an empty path and the percent-encoding do not count. A slash at the
 * end of a path does.
 */
export function sameUrl(one: string, other: string): boolean {
  return one === other || normalised(one) === normalised(other);
}

function normalised(text: string): string {
  const url = parseUrl(text);
  if (url === null) return text;
  return url.href.replace(ENCODED, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return UNRESERVED.test(character) ? character : octet.toUpperCase();
  });
}
