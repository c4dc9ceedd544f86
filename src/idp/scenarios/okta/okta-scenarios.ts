import type { IdentityProvider } from "../../common/identity-provider";
import type { ScimConnection } from "../../common/scim-client";
import { noBulkIdInId, scimMediaType, without } from "../../expectations/answers";
import { Okta } from "../../okta/catalog-app";
import { OktaCustomApp } from "../../okta/custom-app";
import { exactly } from "../inspection";
import type { Repertoire, Scenario, Stage } from "../scenario";
import { renamed } from "../scenario-directory";
import { createsOnce, readsGovernance, walksPages } from "./special-requests";

const OIN = "oin";
const AIW = "aiw";

/** Both kinds of application; the same names for the same things. */
function both(
  name: string,
  title: string,
  play: (okta: IdentityProvider, stage: Stage) => Promise<void>,
): Scenario {
  const connected = (connection: ScimConnection, variant: string) =>
    variant === AIW ? new OktaCustomApp(connection) : new Okta(connection);
  return {
    name,
    title,
    variants: null,
    play: (connection, variant, stage) => play(connected(connection, variant), stage),
  };
}

const importUsers: Scenario = {
  name: "import-users",
  title: "the users there are read page by page",
  variants: [OIN],
  play: (connection) => walksPages(connection),
};

const userLifecycle = both(
  "user-lifecycle",
  "a person is assigned, renamed, un-assigned and assigned again",
  async (okta, { cast, inspect, reached }) => {
    const { ada } = cast;
    await okta.assignUser(ada);
    await reached("created");
    const married = renamed(ada, "King", cast);
    await okta.updateUser(married);
    await inspect.user(okta.userId(ada), { displayName: married.displayName, active: true });
    await reached("renamed");
    await okta.deactivateUser(married);
    await inspect.user(okta.userId(ada), { displayName: married.displayName, active: false });
    await reached("deactivated");
    await okta.reactivateUser(married);
    await inspect.user(okta.userId(ada), { active: true });
    await reached("reactivated");
  },
);

const takeOver = both(
  "take-over",
  "a person who is there already, deactivated, is found in another case and taken over",
  async (okta, { cast, inspect, reached }) => {
    const { grace } = cast;
    await okta.assignUser(grace);
    await okta.deactivateUser(grace);
    const former = okta.userId(grace);
    const assignedAgain = { ...grace, userName: grace.userName.toUpperCase(), id: `${grace.id}-again` };
    await okta.assignUser(assignedAgain);
    await inspect.user(former, { userName: assignedAgain.userName, active: true });
    await reached("taken over");
  },
);

const duplicateUser: Scenario = {
  name: "duplicate-user",
  title: "two creations of one user name: the second is answered with 409",
  variants: [OIN],
  play: (connection, _variant, { cast }) => createsOnce(connection, cast.linus),
};

const passwordSync: Scenario = {
  name: "password-sync",
  title: "a new password is sent, and never comes back",
  variants: [OIN],
  play: async (connection, _variant, { cast, inspect, reached }) => {
    const okta = new Okta(connection);
    await okta.assignUser(cast.ada);
    await okta.changePassword(cast.ada);
    await inspect.user(okta.userId(cast.ada), { active: true }, without("password"));
    await reached("changed");
  },
};

const groupPush = both(
  "group-push",
  "a group is pushed, renamed, changed and no longer pushed",
  async (okta, { cast, inspect, reached }) => {
    const { ada, grace, linus, engineering } = cast;
    for (const person of [ada, grace, linus]) await okta.assignUser(person);
    const ids = (...people: readonly (typeof ada)[]) => people.map((one) => okta.userId(one));
    await okta.pushGroup(engineering, [ada, grace]);
    const groupId = okta.groupId(engineering);
    await inspect.members(groupId, ids(ada, grace));
    await reached("pushed");
    const research = { ...engineering, name: `Research ${cast.suffix}` };
    await okta.renameGroup(research);
    await inspect.group(groupId, research.name);
    await inspect.members(groupId, ids(ada, grace));
    await reached("renamed");
    await okta.changeMembers(research, { removed: [ada], added: [linus] });
    await inspect.members(groupId, ids(grace, linus));
    await reached("changed");
    await okta.deactivateUser(grace);
    await reached("member deactivated");
    await okta.deleteGroup(research);
    await inspect.gone(`/Groups/${groupId}`);
    await reached("deleted");
  },
);

const governance = both(
  "governance",
  "roles and entitlements are granted and withdrawn",
  async (okta, { cast, inspect, reached }) => {
    const granted = { ...cast.ada, roles: ["admin", "auditor"], entitlements: ["vpn"] };
    await okta.assignUser(granted);
    await inspect.user(okta.userId(granted), { roles: [{ value: "admin" }, { value: "auditor" }] });
    await reached("granted");
    await okta.updateUser({ ...granted, roles: ["auditor"], entitlements: [] });
    await inspect.user(
      okta.userId(granted),
      { roles: [{ value: "auditor" }] },
      exactly("roles", ["auditor"]),
    );
    await reached("withdrawn");
  },
);

const discoverGovernance: Scenario = {
  name: "discover-governance",
  title: "resource types, schemas, and the endpoints of Okta's roles and entitlements are read",
  variants: [OIN],
  play: (connection) => readsGovernance(connection),
};

/** Okta as a catalog app and as a custom app. */
export const OKTA_REPERTOIRE: Repertoire = {
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
