import type { Discovering } from "./discovery";
import type { SignerField, SignerForm } from "./signer-form";

/** What the fields of a JWT signer get. */
export interface SignerFieldsProps {
  readonly form: SignerForm;
  readonly onChange: (part: Partial<SignerForm>) => void;
  readonly errorOf: (field: SignerField) => string | null;
  readonly discovering: Discovering;
}
