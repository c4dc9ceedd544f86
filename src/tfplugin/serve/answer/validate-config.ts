import type { ValidateRequest } from "../../define/call";
import { Diagnostics } from "../../define/diagnostics";
import { validateAttributes } from "../../plan/validate-attributes";
import type { Schema } from "../../schema/schema";
import type { Diagnostic } from "../../wire/protocol";
import { attempt, wireDiagnostics } from "./attempt";
import { type Incoming, readObject } from "./dynamic";

interface Validated {
  readonly schema: Schema;
  validate?(request: ValidateRequest<Schema>): void;
}

/**
 * Answers a call that validates a configuration. It runs the rules of single attributes, then those that span
 * attributes.
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
    const config = readObject(it.schema.type, given) ?? {};
    validateAttributes(it.schema.attributes, config, { writeOnlyAllowed }, diagnostics);
    it.validate?.({ config, diagnostics } as ValidateRequest<Schema>);
  };
  await attempt(diagnostics, `validate ${typeName}`, validate, () => {});
  return { diagnostics: wireDiagnostics(diagnostics) };
}
