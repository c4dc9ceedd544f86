import { scimMediaType } from "../expectations/answers";
import { Google } from "../google/google";
import type { Repertoire, Scenario, Stage } from "./scenario";
import { renamed } from "./scenario-directory";

/** The longest that Google waits between the end of an account and the delete. */
const DELETE_DELAY_DAYS = 21;

function google(
  name: string,
  title: string,
  play: (google: Google, stage: Stage) => Promise<void>,
): Scenario {
  return {
    name,
    title,
    variants: null,
    play: (connection, _variant, stage) => play(new Google(connection), stage),
  };
}

const discoverSchema = google(
  "discover-schema",
  "the User schema is read; the mapping is made of what it says",
  async (provider) => {
    await provider.discover();
  },
);

const userLifecycle = google(
  "user-lifecycle",
  "a person is created by the discovered mapping, renamed, suspended and activated",
  async (provider, { cast, inspect, reached }) => {
    const ada = { ...cast.ada, title: "Analyst", workPhone: "+44 20 7946 0000", department: "Engines" };
    await provider.assignUser(ada);
    const id = provider.userId(ada);
    await reached("created");
    const married = { ...renamed(ada, "King", cast), title: "Countess" };
    await provider.updateUser(married);
    await inspect.user(id, { displayName: married.displayName, active: true });
    await reached("renamed");
    await provider.deactivateUser(married);
    await inspect.user(id, { active: false });
    await reached("suspended");
    await provider.reactivateUser(married);
    await inspect.user(id, { active: true });
    await reached("activated");
  },
);

const takeOver = google(
  "take-over",
  "a person who is there already is found by user name and taken over",
  async (provider, { cast, inspect, reached }) => {
    await provider.assignUser(cast.grace);
    const id = provider.userId(cast.grace);
    const found = { ...renamed(cast.grace, "Murray", cast), id: `${cast.grace.id}-again` };
    await provider.assignUser(found);
    await inspect.user(id, { displayName: found.displayName });
    await reached("taken over");
  },
);

const deleteLater = google(
  "suspend-then-delete",
  `a person is suspended, and deleted ${DELETE_DELAY_DAYS} days later`,
  async (provider, { cast, inspect, reached, later }) => {
    await provider.assignUser(cast.ada);
    const id = provider.userId(cast.ada);
    await provider.deactivateUser(cast.ada);
    await reached("suspended");
    await later(DELETE_DELAY_DAYS);
    await provider.deleteUser(cast.ada);
    await inspect.gone(`/Users/${id}`);
    await reached("deleted");
  },
);

const deleteAtOnce = google(
  "delete-without-suspend",
  "a person who was never suspended is deleted, and created anew under the same user name",
  async (provider, { cast, inspect, reached }) => {
    await provider.assignUser(cast.linus);
    const id = provider.userId(cast.linus);
    await provider.deleteUser(cast.linus);
    await inspect.gone(`/Users/${id}`);
    await reached("deleted");
    await provider.assignUser(cast.linus);
    await reached("created again");
  },
);

/** Google Workspace. */
export const GOOGLE_REPERTOIRE: Repertoire = {
  key: "google",
  name: "Google Workspace",
  variants: [{ name: "default", query: "", title: "automatic provisioning of users" }],
  rules: [scimMediaType],
  scenarios: [discoverSchema, userLifecycle, takeOver, deleteLater, deleteAtOnce],
};
