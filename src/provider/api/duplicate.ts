import { DiagnosticError } from "../../tfplugin";
import { explain, type FieldPaths, isDuplicate } from "./failure";

/** What is known of a create that may have been refused because the object exists already. */
export interface DuplicateLookup {
  /** What it is called in a sentence: "auth policy". */
  readonly kind: string;
  /** Type of the resource: `netfoundry_auth_policy`. */
  readonly resource: string;
  readonly name: string;
  readonly fields: FieldPaths;
  /** The objects that stand in the way. */
  find(): Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/**
 * What to throw when a create failed: for a duplicate, how to import the object that is there; otherwise the failure
 * itself, explained.
 */
export async function explainCreate(failure: unknown, lookup: DuplicateLookup): Promise<DiagnosticError> {
  const { kind, resource, name, fields, find } = lookup;
  const plain = explain(`create the ${kind} "${name}"`, fields, failure);
  if (!isDuplicate(failure)) return plain;
  // The duplicate is the news; that looking it up failed as well would only hide it.
  const found = await find().catch(() => []);
  const [only] = found;
  if (only === undefined) return plain;
  return new DiagnosticError(
    {
      summary:
        only.name === name
          ? `The ${kind} "${name}" exists already`
          : `The ${kind} "${name}" clashes with "${only.name}"`,
      detail:
        `${plain.text.detail ?? ""}\n\nTo manage the one that exists, import it: terraform import ${resource}.<name> ` +
        `${only.id}. To create another one, change the value that both have.`,
      attribute: plain.text.attribute ?? "name",
    },
    { cause: failure },
  );
}
