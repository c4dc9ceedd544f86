import type { PolicyField, PolicyForm } from "./policy-form";

/** What the fields of an auth policy get. */
export interface PolicyFieldsProps {
  readonly form: PolicyForm;
  readonly onChange: (part: Partial<PolicyForm>) => void;
  readonly errorOf: (field: PolicyField) => string | null;
}
