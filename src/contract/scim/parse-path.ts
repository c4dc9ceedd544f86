import type { ScimPath } from "./filter/filter";
import { readValueFilter } from "./filter/parse-filter";
import {
  type GrammarProblem,
  grammarResult,
  readAttributePath,
  readSubAttribute,
  TextCursor,
} from "./grammar";

export type PathResult = { readonly ok: true; readonly path: ScimPath } | GrammarProblem;

/**
 * Parses the path of a PATCH operation (RFC 7644 section 3.5.2), such as `userName`, `name.givenName`,
 * `members[value eq "id"]`, `emails[type eq "work"].value` or `urn:…:User:department`. The grammar cannot
 * tell a schema URN without an attribute from one with it: the last part becomes the attribute.
 * `schemaWithoutAttribute` tells them apart. Never throws.
 */
export function parsePath(text: string): PathResult {
  return grammarResult((): PathResult => {
    const cursor = new TextCursor(text);
    cursor.skipSpace();
    const path = readPath(cursor);
    cursor.skipSpace();
    if (!cursor.atEnd) cursor.fail("the end of the path");
    return { ok: true, path };
  });
}

function readPath(cursor: TextCursor): ScimPath {
  const path = readAttributePath(cursor);
  if (path.subAttribute !== null || !cursor.takeCharacter("[")) return { ...path, valueFilter: null };
  const valueFilter = readValueFilter(cursor);
  return { ...path, subAttribute: readSubAttribute(cursor), valueFilter };
}
