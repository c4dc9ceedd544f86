import { DiagnosticError } from "../../tfplugin";
import { callApi } from "./api-call";

const BY_NAME = "name:";

/** How to find an object for an import. */
export interface ImportLookup {
  /** What it is called in a sentence: "auth policy". */
  readonly kind: string;
  /** Every object with that name. */
  find(name: string): Promise<readonly { readonly id: string }[]>;
}

/**
 * The id of the object to import, given as the id itself or as `name:<name>`. Throws a DiagnosticError when
 * no object or more than one has the name.
 */
export async function resolveImportId(given: string, lookup: ImportLookup): Promise<string> {
  if (!given.startsWith(BY_NAME)) return given;
  const { kind } = lookup;
  const name = given.slice(BY_NAME.length);
  const found = await callApi(`look up the ${kind} "${name}"`, {}, () => lookup.find(name));
  const [only] = found;
  if (only && found.length === 1) return only.id;
  if (only === undefined) {
    throw new DiagnosticError({
      summary: `No ${kind} is named "${name}"`,
      detail:
        "The comparison is exact: upper and lower case count. Import by id, or correct the name after " +
        `"${BY_NAME}".`,
    });
  }
  throw new DiagnosticError({
    summary: `${found.length} objects of the kind ${kind} are named "${name}"`,
    detail: `Import one of them by its id: ${found.map(({ id }) => id).join(", ")}.`,
  });
}
