import type { Problem } from "../../api/problem";
import { Radios } from "../../parts/form/choice";
import { Field, TextArea } from "../../parts/form/field";
import { fieldError } from "../../parts/form/use-call";
import { ProblemBox } from "../../parts/problem";
import type { CheckForm } from "./check-request";

interface Props {
  readonly form: CheckForm;
  readonly problem: Problem | null;
  readonly isBusy: boolean;
  readonly onChange: (form: CheckForm) => void;
  readonly onSubmit: () => void;
}

const CLAIMS_EXAMPLE =
  '{\n  "iss": "https://idp.example.com",\n  "aud": "netfoundry",\n  "sub": "ada@example.com"\n}';

/** What `checkRequest` and the API call each field. */
const NAMES: Readonly<Record<"token" | "secondToken" | "claims" | "expected", readonly string[]>> = {
  token: ["token", "tokens", "tokens.0"],
  secondToken: ["tokens.1"],
  claims: ["claims"],
  expected: ["expected", "expectedIdentityId"],
};

/** Asks for the token or the claims to check. */
export function CheckFormView({ form, problem, isBusy, onChange, onSubmit }: Props) {
  const errorOf = (field: keyof typeof NAMES) =>
    NAMES[field].map((name) => fieldError(problem, name)).find((error) => error !== null) ?? null;
  const change = (part: Partial<CheckForm>) => onChange({ ...form, ...part });
  return (
    <form
      class="stack form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSubmit();
      }}
    >
      <Radios
        label="What to check"
        value={form.kind}
        onChange={(kind) => change({ kind })}
        options={[
          { value: "token", label: "A token", help: "The JWT that the identity provider issued." },
          { value: "claims", label: "Claims", help: "What a token would say. The signature is not checked." },
        ]}
      />
      {form.kind === "token" ? (
        <>
          <TextArea
            label="Token"
            value={form.token}
            onInput={(token) => change({ token })}
            spellcheck={false}
            help="The server checks it and keeps nothing of it."
            error={errorOf("token")}
          />
          <TextArea
            label="Second token"
            optional
            value={form.secondToken}
            onInput={(secondToken) => change({ secondToken })}
            spellcheck={false}
            help="For an auth policy that asks for a JWT of a second JWT signer."
            error={errorOf("secondToken")}
          />
        </>
      ) : (
        <TextArea
          label="Claims"
          value={form.claims}
          onInput={(claims) => change({ claims })}
          spellcheck={false}
          rows={8}
          placeholder={CLAIMS_EXAMPLE}
          help="A JSON object: the payload of a token."
          error={errorOf("claims")}
        />
      )}
      <Field
        label="Expected identity"
        optional
        value={form.expected}
        onInput={(expected) => change({ expected })}
        help="Name or ID. The check then says whether it is this identity that signs in."
        error={errorOf("expected")}
      />
      {problem !== null && <ProblemBox problem={problem} />}
      <div class="bar">
        {/* A disabled button would lose the focus. */}
        <button type="submit" class="primary" aria-disabled={isBusy}>
          Check the sign-in
        </button>
      </div>
    </form>
  );
}
