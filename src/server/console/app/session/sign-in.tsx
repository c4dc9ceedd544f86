import { Screen } from "../routing/screen";
import { CredentialForm } from "./credential-form";

/** The view of a person who is not signed in. The URL stays, so the wanted view comes next. */
export function SignIn() {
  return (
    <main class="page">
      <Screen title="Sign in">
        <p class="sub">
          Use an API credential of this server: the one that it was started with, or one that it printed at
          its first start. The page never keeps the secret.
        </p>
        <CredentialForm />
      </Screen>
    </main>
  );
}
