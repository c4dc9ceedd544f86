import { Select, Toggle } from "../../parts/form/choice";
import { Field } from "../../parts/form/field";
import { ProblemBox } from "../../parts/problem";
import { Discovered } from "./discovery";
import { KeyFields } from "./key-fields";
import type { SignerFieldsProps } from "./signer-fields-props";

/** The fields of a JWT signer. */
export function SignerFields(props: SignerFieldsProps) {
  const { form, onChange, errorOf, discovering } = props;
  const { found, problem, isBusy, discover } = discovering;
  const discoverIssuer = async () => {
    const answer = await discover({ issuer: form.issuer.trim() });
    if (answer !== null) onChange({ keysFrom: "jwks", jwksEndpoint: answer.jwksEndpoint });
  };
  return (
    <>
      <Field
        label="Name"
        value={form.name}
        onInput={(name) => onChange({ name })}
        error={errorOf("name")}
        autocomplete="off"
      />
      <Toggle
        label="Enabled"
        checked={form.enabled}
        onChange={(enabled) => onChange({ enabled })}
        help="The network accepts its tokens."
      />
      <Field
        label="Issuer"
        value={form.issuer}
        onInput={(issuer) => onChange({ issuer })}
        help="Exactly what its tokens say in iss. Upper and lower case and a slash at the end count."
        error={errorOf("issuer")}
      />
      <div>
        {/* A disabled button would lose the focus. */}
        <button
          type="button"
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) void discoverIssuer();
          }}
        >
          Fetch discovery and keys
        </button>
      </div>
      <KeyFields {...props} />
      {problem !== null && <ProblemBox problem={problem} />}
      {found !== null && <Discovered found={found} />}
      <Field
        label="Audience"
        value={form.audience}
        onInput={(audience) => onChange({ audience })}
        help="A value that its tokens have in aud."
        error={errorOf("audience")}
      />
      <Field
        label="Claim that names the person"
        value={form.claimsProperty}
        onInput={(claimsProperty) => onChange({ claimsProperty })}
        help="A name such as sub, or a JSON pointer such as /user/email for a claim inside another one."
      />
      <Toggle
        label="Compare it with the external ID"
        checked={form.useExternalId}
        onChange={(useExternalId) => onChange({ useExternalId })}
        help="People whom SCIM makes need this. Otherwise the claim must be the ID of an identity."
      />
      <ClientFields {...props} />
    </>
  );
}

/** What clients need to sign people in. The network does not need it to check a token. */
function ClientFields({ form, onChange, errorOf }: SignerFieldsProps) {
  return (
    <fieldset class="field">
      <legend>For clients that sign people in</legend>
      <Field
        label="Client ID of the application"
        optional
        value={form.clientId}
        onInput={(clientId) => onChange({ clientId })}
        autocomplete="off"
      />
      <Field
        label="Scopes"
        optional
        value={form.scopes}
        onInput={(scopes) => onChange({ scopes })}
        help="With spaces between, as in openid profile."
      />
      <Field
        type="url"
        label="Sign-in URL"
        optional
        value={form.externalAuthUrl}
        onInput={(externalAuthUrl) => onChange({ externalAuthUrl })}
        error={errorOf("externalAuthUrl")}
      />
      <Select
        label="Which token clients send"
        value={form.targetToken}
        onChange={(targetToken) => onChange({ targetToken })}
        options={targetTokens(form.targetToken).map((value) => ({ value, label: LABELS[value] ?? value }))}
      />
    </fieldset>
  );
}

const LABELS: Readonly<Record<string, string>> = { ACCESS: "Access token", ID: "ID token" };

/** A newer controller may know further ones. */
const targetTokens = (current: string) => [...new Set(["ACCESS", "ID", current])];
