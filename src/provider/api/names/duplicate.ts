import { DiagnosticError } from "../../../tfplugin";
import { apiDiagnostic, type FieldPaths, isDuplicate } from "../api-call";
import { replaceAdvice } from "../destroy-order";

/** An object that has a value which must be unique. */
interface Holder {
  readonly id: string;
  readonly name: string;
}

/** A create that the API may have refused because the object exists already. */
export interface DuplicateLookup {
  /** What it is called in a sentence: "auth policy". */
  readonly kind: string;
  /** Type of the resource: `netfoundry_auth_policy`. */
  readonly resource: string;
  readonly name: string;
  readonly fields: FieldPaths;
  /** The existing objects that it clashes with. */
  find(): Promise<readonly Holder[]>;
}

/** The error to throw for a failed create. For a duplicate it says how to import the existing object. */
export async function failedCreateDiagnostic(
  failure: unknown,
  lookup: DuplicateLookup,
): Promise<DiagnosticError> {
  const { kind, resource, name, fields, find } = lookup;
  const plain = apiDiagnostic(`create the ${kind} "${name}"`, fields, failure);
  if (!isDuplicate(failure)) return plain;
  // A failed lookup must not hide the duplicate.
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
        `${plain.text.detail ?? ""}\n\n` +
        `To manage the one that exists, import it: terraform import ${resource}.<name> ${only.id}. To ` +
        `create another one, change the value that both have. ${replaceAdvice()}`,
      attribute: plain.text.attribute ?? "name",
    },
    { cause: failure },
  );
}
