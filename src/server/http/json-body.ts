import type { FastifyInstance, FastifyRequest } from "fastify";
import { isStorable } from "../scim/attributes/storable-text";
import { bodyText } from "./body-text";

/** The largest body of a request that is not SCIM, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** The largest body of a request that carries a client secret, in bytes. Anybody may send one. */
export const CREDENTIAL_BODY_LIMIT = 16 * 1024;

/** The deepest nesting of a body. Real bodies stay below ten levels. */
const MAX_DEPTH = 64;

/** The error for a body that this server does not accept as JSON. */
export class JsonBodyError extends Error {
  readonly statusCode = 400;
}

/**
 * Parses bodies of these content types as JSON and refuses every other content type. An empty body becomes
 * undefined. So a DELETE with a content type but no body is no error.
 */
export function acceptJson(app: FastifyInstance, contentTypes: readonly string[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [...contentTypes],
    { parseAs: "buffer" },
    async ({ headers }: FastifyRequest, body: Buffer) => {
      const text = bodyText(headers, body);
      return text.trim() === "" ? undefined : parseJson(text);
    },
  );
}

function parseJson(text: string): unknown {
  refuseDeepNesting(text);
  try {
    // A reviver makes parsing several times slower, so only a text that may need one gets it.
    return /__proto__|\\u/.test(text) ? JSON.parse(text, reviveSafely) : JSON.parse(text);
  } catch (error) {
    if (error instanceof JsonBodyError) throw error;
    throw new JsonBodyError(`the body is not JSON${placeOf(error as Error)}`);
  }
}

/** The position where parsing stopped. The rest of the engine's message may quote secrets of the body. */
function placeOf(error: Error): string {
  const place = /at position \d+/.exec(error.message)?.[0];
  return place === undefined ? "" : ` (${place})`;
}

/**
 * Drops the key `__proto__`, because a copy of the object could change its prototype. Refuses text that the
 * database cannot store.
 */
function reviveSafely(this: unknown, key: string, value: unknown): unknown {
  if (!isStorable(key) || (typeof value === "string" && !isStorable(value))) {
    throw new JsonBodyError("the body holds a text with a NUL character or half a surrogate pair");
  }
  return key === "__proto__" ? undefined : value;
}

/** JSON.parse accepts any depth, but later code walks the value recursively and would overflow the stack. */
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
