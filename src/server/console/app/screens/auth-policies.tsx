import { Screen } from "../routing/screen";

/** The list of auth policies. */
export function AuthPolicies() {
  return (
    <Screen title="Auth policies">
      <p>Not built yet.</p>
    </Screen>
  );
}
