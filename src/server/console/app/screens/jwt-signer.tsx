import { Screen } from "../routing/screen";

/** One JWT signer, or a new one when the id is null. */
export function JwtSignerScreen({ id }: { readonly id: string | null }) {
  return (
    <Screen title="JWT signer">
      <p>Not built yet: {id ?? "new"}.</p>
    </Screen>
  );
}
