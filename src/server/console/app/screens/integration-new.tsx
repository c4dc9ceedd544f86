import { Screen } from "../routing/screen";

/** Makes an integration. */
export function IntegrationNew() {
  return (
    <Screen title="New integration">
      <p>Not built yet.</p>
    </Screen>
  );
}
