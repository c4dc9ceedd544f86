import { scimMediaType } from "../expectations/answers";
import { Google } from "../google/google";
import type { Scenario, ScenarioContext, ScenarioSet } from "./scenario";
import { renamed } from "./scenario-directory";

/** The longest that Google waits between the end of an account and the delete. */
const DELETE_DELAY_DAYS = 21;

function google(
  name: string,
  title: string,
  run: (google: Google, context: ScenarioContext) => Promise<void>,
): Scenario {
  return {
    name,
    title,
    variants: null,
    run: (connection, _variant, context) => run(new Google(connection), context),
  };
}

const discoverSchema = google(
  "discover-schema",
  "the User schema is read; the mapping is made from it",
  async (provider) => {
    await provider.discover();
  },
);

const userLifecycle = google(
  "user-lifecycle",
  "a person is created by the discovered mapping, renamed, suspended and activated",
  async (provider, { directory, inspect, checkpoint }) => {
    const ada = { ...directory.ada, title: "Analyst", workPhone: "+44 20 7946 0000", department: "Engines" };
    await provider.assignUser(ada);
    const id = provider.userId(ada);
    await checkpoint("created");
    const married = { ...renamed(ada, "King", directory), title: "Countess" };
    await provider.updateUser(married);
    await inspect.user(id, { displayName: married.displayName, active: true });
    await checkpoint("renamed");
    await provider.deactivateUser(married);
    await inspect.user(id, { active: false });
    await checkpoint("suspended");
    await provider.reactivateUser(married);
    await inspect.user(id, { active: true });
    await checkpoint("activated");
  },
);

const takeOver = google(
  "take-over",
  "a person who already exists is found by user name and taken over",
  async (provider, { directory, inspect, checkpoint }) => {
    await provider.assignUser(directory.grace);
    const id = provider.userId(directory.grace);
    const found = { ...renamed(directory.grace, "Murray", directory), id: `${directory.grace.id}-again` };
    await provider.assignUser(found);
    await inspect.user(id, { displayName: found.displayName });
    await checkpoint("taken over");
  },
);

const deleteLater = google(
  "suspend-then-delete",
  `a person is suspended, and deleted ${DELETE_DELAY_DAYS} days later`,
  async (provider, { directory, inspect, checkpoint, later }) => {
    await provider.assignUser(directory.ada);
    const id = provider.userId(directory.ada);
    await provider.deactivateUser(directory.ada);
    await checkpoint("suspended");
    await later(DELETE_DELAY_DAYS);
    await provider.deleteUser(directory.ada);
    await inspect.gone(`/Users/${id}`);
    await checkpoint("deleted");
  },
);

const deleteAtOnce = google(
  "delete-without-suspend",
  "a person who was never suspended is deleted, and created again with the same user name",
  async (provider, { directory, inspect, checkpoint }) => {
    await provider.assignUser(directory.linus);
    const id = provider.userId(directory.linus);
    await provider.deleteUser(directory.linus);
    await inspect.gone(`/Users/${id}`);
    await checkpoint("deleted");
    await provider.assignUser(directory.linus);
    await checkpoint("created again");
  },
);

/** Google Workspace. */
export const GOOGLE_SCENARIOS: ScenarioSet = {
  key: "google",
  name: "Google Workspace",
  variants: [{ name: "default", query: "", title: "automatic provisioning of users" }],
  rules: [scimMediaType],
  scenarios: [discoverSchema, userLifecycle, takeOver, deleteLater, deleteAtOnce],
};
