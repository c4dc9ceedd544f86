import { Toggle } from "../../parts/form/choice";
import { Field } from "../../parts/form/field";
import type { PolicyFieldsProps } from "./policy-fields-props";

/** What a policy says about user names and passwords. */
export function PasswordFields({ form, onChange, errorOf }: PolicyFieldsProps) {
  return (
    <fieldset class="field">
      <legend>Sign-in with a password</legend>
      <Toggle
        label="Allow user names and passwords"
        checked={form.allowsPassword}
        onChange={(allowsPassword) => onChange({ allowsPassword })}
      />
      {form.allowsPassword && (
        <>
          <Field
            type="number"
            label="Minimum length"
            value={form.minPasswordLength}
            onInput={(minPasswordLength) => onChange({ minPasswordLength })}
            help="A controller raises a length that is too short."
            error={errorOf("primary.updb.minPasswordLength")}
          />
          <Toggle
            label="Require a special character"
            checked={form.requiresSpecial}
            onChange={(requiresSpecial) => onChange({ requiresSpecial })}
          />
          <Toggle
            label="Require a digit"
            checked={form.requiresNumber}
            onChange={(requiresNumber) => onChange({ requiresNumber })}
          />
          <Toggle
            label="Require upper and lower case"
            checked={form.requiresMixedCase}
            onChange={(requiresMixedCase) => onChange({ requiresMixedCase })}
          />
          <Field
            type="number"
            label="Wrong attempts before a lockout"
            value={form.maxAttempts}
            onInput={(maxAttempts) => onChange({ maxAttempts })}
            help="0: any number."
            error={errorOf("primary.updb.maxAttempts")}
          />
          <Field
            type="number"
            label="Minutes of a lockout"
            value={form.lockoutMinutes}
            onInput={(lockoutMinutes) => onChange({ lockoutMinutes })}
            help="0: until somebody unlocks the identity."
            error={errorOf("primary.updb.lockoutDurationMinutes")}
          />
        </>
      )}
    </fieldset>
  );
}
