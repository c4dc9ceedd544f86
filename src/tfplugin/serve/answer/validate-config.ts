import type { ValidateRequest } from "../../define/call";
import { Diagnostics } from "../../define/diagnostics";
import { refuseNullElements, validateAttributes } from "../../plan/validate-attributes";
import type { Schema } from "../../schema/schema";
import type { ObjectValue } from "../../value/type";
import type { Diagnostic } from "../../wire/protocol";
import { attempt, wireDiagnostics } from "./attempt";
import { type Incoming, readObject } from "./dynamic";

interface Validated {
  readonly schema: Schema;
  validate?(request: ValidateRequest<Schema>): void;
}

/**
 * Runs the rules of single attributes, the relations and the hook. A configuration with null elements gets
 * only the errors that name them.
 */
export function validateValues(
  it: Validated,
  config: ObjectValue,
  writeOnlyAllowed: boolean,
  diagnostics: Diagnostics,
): void {
  if (!refuseNullElements(it.schema.type, config, diagnostics)) return;
  validateAttributes(it.schema, config, { writeOnlyAllowed }, diagnostics);
  it.validate?.({ config, diagnostics } as ValidateRequest<Schema>);
}

/**
 * Answers a call that validates a configuration.
 * @param find returns what the configuration is for. It may throw a DiagnosticError.
 */
export async function validateConfig(
  typeName: string | undefined,
  given: Incoming,
  find: () => Validated,
  writeOnlyAllowed = false,
): Promise<{ readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics = new Diagnostics();
  const validate = () => {
    const it = find();
    validateValues(it, readObject(it.schema.type, given) ?? {}, writeOnlyAllowed, diagnostics);
  };
  await attempt(diagnostics, `validate ${typeName}`, validate, () => {});
  return { diagnostics: wireDiagnostics(diagnostics) };
}
