import type { IncomingHttpHeaders } from "node:http";

/** The error for a body whose bytes are no text that this server reads. */
export class BodyTextError extends Error {
  constructor(
    message: string,
    /** 400 for bytes that are not UTF-8, 415 for another charset or a content coding. */
    readonly statusCode: 400 | 415,
  ) {
    super(message);
  }
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;
const UTF8 = /^utf-?8$/i;
const DECODER = new TextDecoder("utf-8", { fatal: true });

/**
 * The text of a body. It must be UTF-8 (RFC 8259 section 8.1) without a content coding such as gzip. A byte
 * order mark at its start is ignored. Other servers put U+FFFD for a wrong byte, and two names become the
 * same.
 * @throws BodyTextError
 */
export function bodyText(headers: IncomingHttpHeaders, body: Buffer): string {
  if (body.length === 0) return "";
  const coding = headers["content-encoding"];
  if (coding !== undefined && coding !== "") {
    throw new BodyTextError(`send the body without a Content-Encoding, not as ${coding}`, 415);
  }
  const charset = CHARSET.exec(headers["content-type"] ?? "")?.[1];
  if (charset !== undefined && !UTF8.test(charset)) {
    throw new BodyTextError(`send the body as UTF-8, not in the charset ${charset}`, 415);
  }
  try {
    return DECODER.decode(body);
  } catch {
    throw new BodyTextError("the body is not UTF-8", 400);
  }
}
