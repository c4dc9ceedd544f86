import { Screen } from "../routing/screen";

/** One auth policy, or a new one when the id is null. */
export function AuthPolicyScreen({ id }: { readonly id: string | null }) {
  return (
    <Screen title="Auth policy">
      <p>Not built yet: {id ?? "new"}.</p>
    </Screen>
  );
}
