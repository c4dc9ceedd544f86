import { DiagnosticError } from "../../../tfplugin";
import { apiDiagnostic, type FieldPaths, isDuplicate } from "../api-call";

/** A change of an object that another object may stand in the way of. */
export interface ChangeLookup {
  /** What it is called in a sentence: "auth policy". */
  readonly kind: string;
  readonly id: string;
  /** Its name before the change. */
  readonly name: string;
  /** Its name after the change. */
  readonly newName: string;
  readonly fields: FieldPaths;
  /** The objects that have the name, or another unique value, of the change. The object may be among them. */
  find(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** The attribute that another object has in common when its name differs. */
  readonly otherAttribute?: string;
}

/** The error to throw for a failed change. For a value that is taken it says by whom. */
export async function failedChangeDiagnostic(
  failure: unknown,
  lookup: ChangeLookup,
): Promise<DiagnosticError> {
  const plain = apiDiagnostic(`change the ${lookup.kind} "${lookup.name}"`, lookup.fields, failure);
  return isDuplicate(failure) ? clash(lookup, plain.text.detail ?? "", failure) : plain;
}

/**
 * Throws when the API answered a change with success but kept the old name. A controller does so, and changes
 * nothing at all, when another object has the new name.
 * @param shown the object after the change; null when it could not be read back.
 */
export async function refuseKeptName(
  shown: { readonly name: string } | null,
  lookup: ChangeLookup,
): Promise<void> {
  if (lookup.newName === lookup.name || shown?.name !== lookup.name) return;
  throw await clash(lookup, "The controller answered 200 and changed nothing.", undefined);
}

async function clash(lookup: ChangeLookup, said: string, cause: unknown): Promise<DiagnosticError> {
  const { kind, id, name, newName, otherAttribute } = lookup;
  // A failed lookup must not hide the clash.
  const found = await lookup.find().catch(() => []);
  const holder = found.find((one) => one.id !== id);
  const isName = holder === undefined ? newName !== name : holder.name === newName;
  const taken = isName ? `the name "${newName}"` : `the same ${otherAttribute ?? "value"}`;
  const who =
    holder === undefined
      ? `Another ${kind} probably has ${taken}.`
      : `The ${kind} "${holder.name}" (${holder.id}) has ${taken}.`;
  const swap = isName
    ? "Choose another name, or rename that one first. To swap two names, apply three times: give one a " +
      "third name, then the other its new name, then the first its new name."
    : "Change one of them.";
  return new DiagnosticError(
    {
      summary: isName
        ? `The ${kind} "${name}" cannot be renamed to "${newName}"`
        : `The ${kind} "${name}" clashes with "${holder?.name ?? "another one"}"`,
      detail: [who, swap, said].filter((text) => text !== "").join(" "),
      attribute: isName ? "name" : otherAttribute,
    },
    { cause },
  );
}
