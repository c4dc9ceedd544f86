import { Field } from "../parts/form/field";
import { useCall } from "../parts/form/use-call";
import { ProblemBox } from "../parts/problem";
import { signIn } from "./session";

/** Asks for the API credential, and signs in with it. The secret is in no state of the page. */
export function CredentialForm({ clientId = "" }: { readonly clientId?: string }) {
  const { isBusy, problem, run } = useCall();
  const submit = (form: HTMLFormElement) => {
    const given = new FormData(form);
    return run(() => signIn(String(given.get("clientId")).trim(), String(given.get("clientSecret"))));
  };
  return (
    <form
      class="stack narrow"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit(event.currentTarget);
      }}
    >
      {problem !== null && <ProblemBox problem={problem} />}
      <Field label="Client ID" name="clientId" value={clientId} autocomplete="username" required />
      <Field
        label="Client secret"
        name="clientSecret"
        type="password"
        autocomplete="current-password"
        required
        takesFocus={clientId !== ""}
      />
      {/* A disabled button would lose the focus. */}
      <button type="submit" class="primary" aria-disabled={isBusy}>
        {isBusy ? "Signing in …" : "Sign in"}
      </button>
    </form>
  );
}
