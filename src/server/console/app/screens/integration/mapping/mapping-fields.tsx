import type {
  ExternalIdField,
  IdentityNameConflict,
  IdentityNameField,
} from "../../../../../../contract/gateway/mapping";
import { AuthPolicyChoice } from "../../../parts/form/auth-policy-choice";
import { type Option, Radios, Select } from "../../../parts/form/choice";
import { Field } from "../../../parts/form/field";
import { type MappingForm, SETTINGS } from "./mapping-form";

type Words<Value extends string> = Readonly<Record<Value, string>>;

const IDENTITY_NAMES: Words<IdentityNameField> = {
  USER_NAME: "userName",
  DISPLAY_NAME: "displayName",
  FORMATTED_NAME: "name.formatted",
  NICK_NAME: "nickName",
};
const CONFLICTS: Words<IdentityNameConflict> = {
  refuse: "Refuse the second user",
  userName: "Name the identity by its userName",
};
const EXTERNAL_IDS: Words<ExternalIdField> = {
  NONE: "None",
  USER_NAME: "userName",
  PRIMARY_EMAIL: "The primary e-mail address",
  CUSTOM: "Another attribute",
};

interface Props {
  readonly form: MappingForm;
  readonly onChange: (form: MappingForm) => void;
  /** What is wrong with a field; null when nothing is. */
  readonly errorOf: (field: keyof MappingForm) => string | null;
}

/** The settings that make an identity out of a pushed user. */
export function MappingFields({ form, onChange, errorOf }: Props) {
  const change = (part: Partial<MappingForm>) => onChange({ ...form, ...part });
  return (
    <>
      <Select
        label={SETTINGS.identityNameField}
        value={form.identityNameField}
        options={optionsOf(IDENTITY_NAMES, form.identityNameField)}
        onChange={(identityNameField) => change({ identityNameField })}
        help="The attribute of the user that becomes the name of the identity."
        error={errorOf("identityNameField")}
      />
      <Radios
        label={SETTINGS.identityNameConflict}
        value={form.identityNameConflict}
        options={optionsOf(CONFLICTS, form.identityNameConflict)}
        onChange={(identityNameConflict) => change({ identityNameConflict })}
        error={errorOf("identityNameConflict")}
      />
      <AuthPolicyChoice
        value={form.authPolicyId}
        onChange={(authPolicyId) => change({ authPolicyId })}
        help="What every identity of this integration signs in by."
        error={errorOf("authPolicyId")}
      />
      <Select
        label={SETTINGS.externalIdField}
        value={form.externalIdField}
        options={optionsOf(EXTERNAL_IDS, form.externalIdField)}
        onChange={(externalIdField) => change({ externalIdField })}
        help="By its external ID, a JWT signer finds the identity that a token names."
        error={errorOf("externalIdField")}
      />
      {form.externalIdField === "CUSTOM" && (
        <Field
          label={SETTINGS.externalIdCustomPath}
          value={form.externalIdCustomPath}
          onInput={(externalIdCustomPath) => change({ externalIdCustomPath })}
          spellcheck={false}
          autocomplete="off"
          help={
            <>
              A SCIM path, as in <code>externalId</code> or <code>emails[type eq "work"].value</code>.
            </>
          }
          error={errorOf("externalIdCustomPath")}
        />
      )}
    </>
  );
}

/** The values with their words. A newer server may have set one that has no words here. */
function optionsOf(words: Readonly<Record<string, string>>, value: string): readonly Option<string>[] {
  const known = Object.entries(words).map(([each, label]) => ({ value: each, label }));
  return value in words ? known : [...known, { value, label: value }];
}
