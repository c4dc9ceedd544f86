import type { FastifyInstance, FastifyRequest } from "fastify";
import { isStorableJson, UNSTORABLE_BODY } from "../scim/attributes/storable-text";
import { bodyText } from "./body-text";

/** The largest body of a request that is not SCIM, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** The largest body of a request that carries a client secret, in bytes. Anybody may send one. */
export const CREDENTIAL_BODY_LIMIT = 16 * 1024;

/** The deepest nesting of a body. Real bodies stay below ten levels. */
const MAX_DEPTH = 64;

const [QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5b, 0x5d, 0x7b, 0x7d];

/** The error for a body that this server does not accept as JSON. */
export class JsonBodyError extends Error {
  readonly statusCode = 400;
}

/** Reads a body. */
type ReadBody = (request: FastifyRequest, body: Buffer) => unknown;

/** Parses bodies of these content types as JSON and refuses every other content type. */
export function acceptJson(
  app: FastifyInstance,
  contentTypes: readonly string[],
  read: ReadBody = readStorableJson,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [...contentTypes],
    { parseAs: "buffer" },
    async (request: FastifyRequest, body: Buffer) => read(request, body),
  );
}

/**
 * Parses a body as JSON. An empty one becomes undefined, so that a DELETE with a content type but no body is
 * no error.
 * @throws BodyTextError for bytes that are no text, JsonBodyError for a text that is no JSON
 */
export function readJson({ headers }: Pick<FastifyRequest, "headers">, body: Buffer): unknown {
  const text = bodyText(headers, body);
  return text.trim() === "" ? undefined : parseJson(text);
}

function readStorableJson(request: FastifyRequest, body: Buffer): unknown {
  const value = readJson(request, body);
  if (!isStorableJson(value)) throw new JsonBodyError(UNSTORABLE_BODY);
  return value;
}

function parseJson(text: string): unknown {
  refuseDeepNesting(text);
  try {
    const value: unknown = JSON.parse(text);
    // An escape may hide the key.
    if (/__proto__|\\u/.test(text)) dropPrototypes(value);
    return value;
  } catch (error) {
    throw new JsonBodyError(`the body is not JSON${placeOf(error as Error)}`);
  }
}

/** The position where parsing stopped. The rest of the engine's message may quote secrets of the body. */
function placeOf(error: Error): string {
  const place = /at position \d+/.exec(error.message)?.[0];
  return place === undefined ? "" : ` (${place})`;
}

/** Drops the key `__proto__` everywhere, because a copy of the object could change its prototype. */
function dropPrototypes(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (Object.hasOwn(value, "__proto__")) Reflect.deleteProperty(value, "__proto__");
  for (const item of Object.values(value)) dropPrototypes(item);
}

/**
 * JSON.parse accepts any depth, but later code walks the value recursively and would overflow the stack. So
 * the text is looked at first, and its strings are skipped.
 */
function refuseDeepNesting(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > MAX_DEPTH) throw new JsonBodyError(`the body nests deeper than ${MAX_DEPTH} levels`);
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
}

/** The place of the quote that ends a string. The end of the text when there is none. */
function endOfString(text: string, start: number): number {
  let end = start;
  do end = text.indexOf('"', end + 1);
  while (end !== -1 && isEscaped(text, end));
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}
