import { Radios } from "../../parts/form/choice";
import { Field, TextArea } from "../../parts/form/field";
import type { SignerFieldsProps } from "./signer-fields-props";

/** What verifies the signature of a token: exactly one of a JWKS endpoint and a certificate. */
export function KeyFields({ form, onChange, errorOf, discovering }: SignerFieldsProps) {
  return (
    <>
      <Radios
        label="What verifies the tokens"
        value={form.keysFrom}
        onChange={(keysFrom) => onChange({ keysFrom })}
        options={[
          { value: "jwks", label: "Keys at a JWKS endpoint", help: "The identity provider may rotate them." },
          { value: "cert", label: "One certificate" },
        ]}
      />
      {form.keysFrom === "jwks" ? (
        <>
          <Field
            type="url"
            label="JWKS endpoint"
            value={form.jwksEndpoint}
            onInput={(jwksEndpoint) => onChange({ jwksEndpoint })}
            error={errorOf("jwksEndpoint")}
          />
          <div>
            {/* A disabled button would lose the focus. */}
            <button
              type="button"
              aria-disabled={discovering.isBusy}
              onClick={() => {
                if (!discovering.isBusy)
                  void discovering.discover({ jwksEndpoint: form.jwksEndpoint.trim() });
              }}
            >
              Fetch the keys
            </button>
          </div>
        </>
      ) : (
        <>
          <TextArea
            label="Certificate in PEM"
            value={form.certPem}
            onInput={(certPem) => onChange({ certPem })}
            spellcheck={false}
            rows={8}
            error={errorOf("certPem")}
          />
          <Field
            label="Key ID"
            optional
            value={form.kid}
            onInput={(kid) => onChange({ kid })}
            help="What the tokens say in kid. Without one it is the fingerprint of the certificate."
            error={errorOf("kid")}
          />
        </>
      )}
    </>
  );
}
