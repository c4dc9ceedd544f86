// Import the one locale from its file: zod's list of locales would bring every language into the bundle.

import * as z from "zod/mini";
import english from "zod/v4/locales/en.cjs";

z.config(english());

/** One place where a value breaks the contract. */
export interface ValidationIssue {
  /** Dotted path of the field, as in `_embedded.integrationList.0.id`. Empty: the value itself. */
  readonly field: string;
  /** What was expected, in words. It never contains the value, which may be a secret. */
  readonly reason: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ValidationIssue[] };

/** Checks a value against a schema and reports every issue. Never throws. */
export function parse<T>(schema: z.ZodMiniType<T>, value: unknown): Parsed<T> {
  const result = z.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, issues: result.error.issues.flatMap(validationIssuesOf) };
}

function validationIssuesOf(issue: z.core.$ZodIssue): ValidationIssue[] {
  const at = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...at, key].join("."), reason: "is not a known field" }));
  }
  return [{ field: at.join("."), reason: issue.message }];
}
