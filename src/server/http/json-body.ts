import type { FastifyInstance } from "fastify";
import { isStorable } from "../scim/attributes/storable-text";

/** Largest request body, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** Deepest nesting of a body. Real ones stay below ten. */
const MAX_DEPTH = 64;

/** A body that this server does not read as JSON. */
export class JsonBodyError extends Error {
  readonly statusCode = 400;
}

/**
 * Reads bodies of these content types as JSON and refuses every other content type. An empty body is
 * undefined, so a DELETE with a content type is no error.
 */
export function acceptJson(app: FastifyInstance, contentTypes: readonly string[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [...contentTypes],
    { parseAs: "string" },
    async (_request: unknown, text: string) => (text.trim() === "" ? undefined : parseJson(text)),
  );
}

function parseJson(text: string): unknown {
  refuseDeepNesting(text);
  try {
    // A reviver makes parsing several times slower, so only a text that may need it gets one.
    return /__proto__|\\u/.test(text) ? JSON.parse(text, reviveSafely) : JSON.parse(text);
  } catch (error) {
    if (error instanceof JsonBodyError) throw error;
    throw new JsonBodyError(`the body is not JSON${placeOf(error as Error)}`);
  }
}

/** Where parsing stopped. The engine's whole message would quote the body, and with it passwords. */
function placeOf(error: Error): string {
  const place = /at position \d+/.exec(error.message)?.[0];
  return place === undefined ? "" : ` (${place})`;
}

/** Drops the key by which a later copy of the object could change its prototype. No schema knows it. */
function reviveSafely(this: unknown, key: string, value: unknown): unknown {
  if (!isStorable(key) || (typeof value === "string" && !isStorable(value))) {
    throw new JsonBodyError("the body holds a text with a NUL character or half a surrogate pair");
  }
  return key === "__proto__" ? undefined : value;
}

/** JSON.parse reads any depth, but code that walks the value recursively would overflow the stack. */
function refuseDeepNesting(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      if (++depth > MAX_DEPTH) throw new JsonBodyError(`the body nests deeper than ${MAX_DEPTH} levels`);
    } else if (character === "}" || character === "]") depth--;
  }
}
