import { Screen } from "../routing/screen";

/** Says why a token can or cannot sign in. */
export function SignInCheck() {
  return (
    <Screen title="Sign-in check">
      <p>Not built yet.</p>
    </Screen>
  );
}
