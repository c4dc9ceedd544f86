import type { JwtSigner } from "../../../../../contract/edge/jwt-signer";
import { Radios, Select, Toggle } from "../../parts/form/choice";
import { Field } from "../../parts/form/field";
import { PasswordFields } from "./password-fields";
import type { PolicyFieldsProps } from "./policy-fields-props";

/** The fields of an auth policy. */
export function PolicyFields(props: PolicyFieldsProps & { readonly signers: readonly JwtSigner[] }) {
  const { form, onChange, errorOf, signers } = props;
  return (
    <>
      <Field
        label="Name"
        value={form.name}
        onInput={(name) => onChange({ name })}
        error={errorOf("name")}
        autocomplete="off"
      />
      <fieldset class="field">
        <legend>Sign-in with a JWT</legend>
        <Toggle
          label="Allow JWTs"
          checked={form.allowsJwt}
          onChange={(allowsJwt) => onChange({ allowsJwt })}
          help="People sign in at the identity provider of a JWT signer."
        />
        {form.allowsJwt && <SignerChoice {...props} />}
      </fieldset>
      <fieldset class="field">
        <legend>Sign-in with a certificate</legend>
        <Toggle
          label="Allow client certificates"
          checked={form.allowsCert}
          onChange={(allowsCert) => onChange({ allowsCert })}
        />
        {form.allowsCert && (
          <Toggle
            label="Allow expired certificates"
            checked={form.allowsExpiredCert}
            onChange={(allowsExpiredCert) => onChange({ allowsExpiredCert })}
          />
        )}
      </fieldset>
      <PasswordFields form={form} onChange={onChange} errorOf={errorOf} />
      <fieldset class="field">
        <legend>Second factor</legend>
        <Toggle
          label="Ask for a one-time code"
          checked={form.requiresTotp}
          onChange={(requiresTotp) => onChange({ requiresTotp })}
          help="From an authenticator app. Who has none enrolls at the next sign-in."
        />
        <Select
          label="Second JWT"
          value={form.secondSignerId}
          onChange={(secondSignerId) => onChange({ secondSignerId })}
          error={errorOf("secondary.requireExtJwtSigner")}
          options={[{ value: "", label: "None" }, ...signers.map(optionOf)]}
        />
      </fieldset>
    </>
  );
}

function SignerChoice(props: PolicyFieldsProps & { readonly signers: readonly JwtSigner[] }) {
  const { form, onChange, errorOf, signers } = props;
  const choose = (id: string, isChosen: boolean) => {
    const others = form.signerIds.filter((each) => each !== id);
    onChange({ signerIds: isChosen ? [...others, id] : others });
  };
  return (
    <>
      <Radios
        label="Which JWT signers"
        value={form.signers}
        onChange={(chosen) => onChange({ signers: chosen })}
        error={errorOf("primary.extJwt.allowedSigners")}
        options={[
          { value: "every", label: "Every enabled one", help: "Also those that somebody adds later." },
          { value: "some", label: "Only these" },
        ]}
      />
      {form.signers === "some" && (
        <fieldset class="field">
          <legend>Allowed JWT signers</legend>
          {signers.length === 0 && <p class="sub">The network has no JWT signer yet.</p>}
          {signers.map((signer) => (
            <Toggle
              key={signer.id}
              label={optionOf(signer).label}
              checked={form.signerIds.includes(signer.id)}
              onChange={(isChosen) => choose(signer.id, isChosen)}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

const optionOf = ({ id, name, enabled }: JwtSigner) => ({
  value: id,
  // The marks keep the direction of the name to itself.
  label: `\u2068${name}\u2069${enabled ? "" : " (disabled)"}`,
});
