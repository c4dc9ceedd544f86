import { Screen } from "../routing/screen";

/** The list of JWT signers. */
export function JwtSigners() {
  return (
    <Screen title="JWT signers">
      <p>Not built yet.</p>
    </Screen>
  );
}
