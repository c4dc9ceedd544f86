import type { IdentityProvider } from "../../common/identity-provider";
import type { ScimConnection } from "../../common/scim-client";
import { noBulkIdInId, scimMediaType, without } from "../../expectations/answers";
import { Okta } from "../../okta/catalog-app";
import { OktaCustomApp } from "../../okta/custom-app";
import { exactly } from "../inspection";
import type { Scenario, ScenarioContext, ScenarioSet } from "../scenario";
import { renamed } from "../scenario-directory";
import { createTwice, importAllPages, readGovernance } from "./special-requests";

const OIN = "oin";
const AIW = "aiw";

/** A scenario of both kinds of application. */
function both(
  name: string,
  title: string,
  run: (okta: IdentityProvider, context: ScenarioContext) => Promise<void>,
): Scenario {
  const connected = (connection: ScimConnection, variant: string) =>
    variant === AIW ? new OktaCustomApp(connection) : new Okta(connection);
  return {
    name,
    title,
    variants: null,
    run: (connection, variant, context) => run(connected(connection, variant), context),
  };
}

const importUsers: Scenario = {
  name: "import-users",
  title: "all users are read page by page",
  variants: [OIN],
  run: (connection) => importAllPages(connection),
};

const userLifecycle = both(
  "user-lifecycle",
  "a person is assigned, renamed, un-assigned and assigned again",
  async (okta, { directory, inspect, checkpoint }) => {
    const { ada } = directory;
    await okta.assignUser(ada);
    await checkpoint("created");
    const married = renamed(ada, "King", directory);
    await okta.updateUser(married);
    await inspect.user(okta.userId(ada), { displayName: married.displayName, active: true });
    await checkpoint("renamed");
    await okta.deactivateUser(married);
    await inspect.user(okta.userId(ada), { displayName: married.displayName, active: false });
    await checkpoint("deactivated");
    await okta.reactivateUser(married);
    await inspect.user(okta.userId(ada), { active: true });
    await checkpoint("reactivated");
  },
);

const takeOver = both(
  "take-over",
  "a deactivated person is found under a user name in another case, and taken over",
  async (okta, { directory, inspect, checkpoint }) => {
    const { grace } = directory;
    await okta.assignUser(grace);
    await okta.deactivateUser(grace);
    const former = okta.userId(grace);
    const assignedAgain = { ...grace, userName: grace.userName.toUpperCase(), id: `${grace.id}-again` };
    await okta.assignUser(assignedAgain);
    await inspect.user(former, { userName: assignedAgain.userName, active: true });
    await checkpoint("taken over");
  },
);

const duplicateUser: Scenario = {
  name: "duplicate-user",
  title: "two users are created with one user name; the second gets a 409",
  variants: [OIN],
  run: (connection, _variant, { directory }) => createTwice(connection, directory.linus),
};

const passwordSync: Scenario = {
  name: "password-sync",
  title: "a new password is sent; no answer shows it",
  variants: [OIN],
  run: async (connection, _variant, { directory, inspect, checkpoint }) => {
    const okta = new Okta(connection);
    await okta.assignUser(directory.ada);
    await okta.changePassword(directory.ada);
    await inspect.user(okta.userId(directory.ada), { active: true }, without("password"));
    await checkpoint("changed");
  },
};

const groupPush = both(
  "group-push",
  "a group is pushed, renamed, changed and no longer pushed",
  async (okta, { directory, inspect, checkpoint }) => {
    const { ada, grace, linus, engineering } = directory;
    for (const person of [ada, grace, linus]) await okta.assignUser(person);
    const ids = (...people: readonly (typeof ada)[]) => people.map((one) => okta.userId(one));
    await okta.pushGroup(engineering, [ada, grace]);
    const groupId = okta.groupId(engineering);
    await inspect.members(groupId, ids(ada, grace));
    await checkpoint("pushed");
    const research = { ...engineering, name: `Research ${directory.suffix}` };
    await okta.renameGroup(research);
    await inspect.group(groupId, research.name);
    await inspect.members(groupId, ids(ada, grace));
    await checkpoint("renamed");
    await okta.changeMembers(research, { removed: [ada], added: [linus] });
    await inspect.members(groupId, ids(grace, linus));
    await checkpoint("changed");
    await okta.deactivateUser(grace);
    await checkpoint("member deactivated");
    await okta.deleteGroup(research);
    await inspect.gone(`/Groups/${groupId}`);
    await checkpoint("deleted");
  },
);

const governance = both(
  "governance",
  "roles and entitlements are granted and withdrawn",
  async (okta, { directory, inspect, checkpoint }) => {
    const granted = { ...directory.ada, roles: ["admin", "auditor"], entitlements: ["vpn"] };
    await okta.assignUser(granted);
    await inspect.user(okta.userId(granted), { roles: [{ value: "admin" }, { value: "auditor" }] });
    await checkpoint("granted");
    await okta.updateUser({ ...granted, roles: ["auditor"], entitlements: [] });
    await inspect.user(
      okta.userId(granted),
      { roles: [{ value: "auditor" }] },
      exactly("roles", ["auditor"]),
    );
    await checkpoint("withdrawn");
  },
);

const discoverGovernance: Scenario = {
  name: "discover-governance",
  title: "resource types, schemas, and the endpoints of Okta's roles and entitlements are read",
  variants: [OIN],
  run: (connection) => readGovernance(connection),
};

/** Okta as a catalog app and as a custom app. */
export const OKTA_SCENARIOS: ScenarioSet = {
  key: "okta",
  name: "Okta",
  variants: [
    { name: OIN, query: "", title: "catalog app: PATCH for activation, passwords and groups" },
    { name: AIW, query: "", title: "custom app from the wizard: PUT for everything" },
  ],
  rules: [scimMediaType, noBulkIdInId],
  scenarios: [
    importUsers,
    userLifecycle,
    takeOver,
    duplicateUser,
    passwordSync,
    groupPush,
    discoverGovernance,
    governance,
  ],
};
