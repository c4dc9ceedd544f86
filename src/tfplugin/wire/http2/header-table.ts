import { ProtocolError } from "./frames";

/** A header field, in lower case. */
export type HeaderField = readonly [name: string, value: string];

/** What every connection knows from the start (RFC 7541, appendix A), counted from 1. */
const STATIC: readonly HeaderField[] = (
  ":authority|:method GET|:method POST|:path /|:path /index.html|:scheme http|:scheme https|:status 200|:status 204|" +
  ":status 206|:status 304|:status 400|:status 404|:status 500|accept-charset|accept-encoding gzip, deflate|" +
  "accept-language|accept-ranges|accept|access-control-allow-origin|age|allow|authorization|cache-control|" +
  "content-disposition|content-encoding|content-language|content-length|content-location|content-range|content-type|" +
  "cookie|date|etag|expect|expires|from|host|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|" +
  "last-modified|link|location|max-forwards|proxy-authenticate|proxy-authorization|range|referer|refresh|retry-after|" +
  "server|set-cookie|strict-transport-security|transfer-encoding|user-agent|vary|via|www-authenticate"
)
  .split("|")
  .map((entry) => [entry.split(" ")[0] ?? "", entry.split(" ").slice(1).join(" ")]);

/** What an entry takes beside its text, by the standard's own measure. */
const OVERHEAD = 32;

/** The size the other end may fill without being told another. */
export const TABLE_SIZE = 4096;

/** The fields a peer refers to by number: the static ones, then those it sent before, the newest first (RFC 7541, 2.3). */
export class HeaderTable {
  readonly #sent: HeaderField[] = [];
  #size = 0;
  #limit = TABLE_SIZE;

  /** @throws ProtocolError when there is none of that number. */
  at(index: number): HeaderField {
    const field = STATIC[index - 1] ?? this.#sent[index - 1 - STATIC.length];
    if (field === undefined) throw new ProtocolError(`there is no header ${index}`);
    return field;
  }

  add(field: HeaderField): void {
    this.#sent.unshift(field);
    this.#size += sizeOf(field);
    this.#evict();
  }

  /** @throws ProtocolError when it is more than was agreed on. */
  resize(limit: number): void {
    if (limit > TABLE_SIZE) throw new ProtocolError(`a header table of ${limit} is larger than agreed`);
    this.#limit = limit;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.#limit) {
      const oldest = this.#sent.pop();
      if (oldest === undefined) return;
      this.#size -= sizeOf(oldest);
    }
  }
}

function sizeOf([name, value]: HeaderField): number {
  return name.length + value.length + OVERHEAD;
}
