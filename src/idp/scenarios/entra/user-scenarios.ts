import { ENTERPRISE_URN } from "../../common/scim-urns";
import { Entra } from "../../entra/entra";
import type { ManagerForm } from "../../entra/manager";
import type { MatchingAttribute } from "../../entra/messages";
import type { Scenario, ScenarioContext } from "../scenario";
import { renamed } from "../scenario-directory";

/** A scenario of Entra ID in both dialects. */
export function entra(
  name: string,
  title: string,
  run: (entra: Entra, context: ScenarioContext) => Promise<void>,
  settings: Partial<ConstructorParameters<typeof Entra>[0]> = {},
): Scenario {
  return {
    name,
    title,
    variants: null,
    run: (connection, _variant, context) => run(new Entra({ ...connection, ...settings }), context),
  };
}

const OFFICE = { streetAddress: "1 Analytical Way", locality: "London", postalCode: "W1", country: "GB" };

const testConnection = entra(
  "test-connection",
  "a user who cannot exist is looked up",
  async (provider, { directory }) => provider.testConnection(directory.suffix),
);

const userLifecycle = entra(
  "user-lifecycle",
  "a person is created, renamed, disabled, restored, soft-deleted, and deleted 30 days later",
  async (provider, { directory, inspect, checkpoint, later }) => {
    const { ada } = directory;
    await provider.assignUser(ada);
    await checkpoint("created");
    const married = renamed(ada, "King", directory);
    await provider.updateUser(married);
    const id = provider.userId(ada);
    const name = { familyName: married.familyName, givenName: "Ada" };
    await inspect.user(id, { displayName: married.displayName, name, active: true });
    await checkpoint("renamed");
    await provider.deactivateUser(married);
    await inspect.user(id, { displayName: married.displayName, active: false });
    await checkpoint("disabled");
    await provider.reactivateUser(married);
    await inspect.user(id, { active: true });
    await checkpoint("restored");
    await provider.deactivateUser(married);
    await checkpoint("soft-deleted");
    await later(30);
    await provider.hardDeleteUser(married);
    await inspect.gone(`/Users/${id}`);
    await checkpoint("deleted");
  },
);

const profileChange = entra(
  "profile-change",
  "values are added through value paths that match nothing yet, then replaced",
  async (provider, { directory, inspect, checkpoint }) => {
    const { grace } = directory;
    await provider.assignUser(grace);
    const id = provider.userId(grace);
    const full = {
      ...grace,
      title: "Rear Admiral",
      workPhone: "+1 (555) 010-0199",
      mobilePhone: "+44 7700 900077",
      office: OFFICE,
      employeeNumber: "1906",
      department: "Navy",
    };
    await provider.updateUser(full);
    await inspect.user(id, shown(full));
    await checkpoint("added");
    const moved = {
      ...full,
      email: `new.${grace.email}`,
      department: "Research",
      workPhone: "+1 555 0100 x7",
    };
    await provider.updateUser(moved);
    await inspect.user(id, shown(moved));
    await checkpoint("replaced");
  },
);

type Full = ScenarioContext["directory"]["ada"] & { readonly office: typeof OFFICE };

function shown(person: Full) {
  const { title, workPhone, mobilePhone, email, office, employeeNumber, department } = person;
  return {
    title,
    emails: [{ type: "work", value: email }],
    phoneNumbers: [
      { type: "work", value: workPhone },
      { type: "mobile", value: mobilePhone },
    ],
    addresses: [{ type: "work", ...office }],
    [ENTERPRISE_URN]: { employeeNumber, department },
  };
}

const manager = entra(
  "manager",
  "a manager is sent after both people, in each of the three known forms",
  async (provider, { directory, inspect, checkpoint }) => {
    const { ada, grace, linus } = directory;
    for (const person of [ada, grace, linus]) await provider.assignUser(person);
    const assignments = [
      [grace, "bare id"],
      [linus, "object"],
      [grace, "array"],
    ] as const satisfies readonly (readonly [typeof ada, ManagerForm])[];
    for (const [boss, form] of assignments) {
      await provider.setManager(ada, boss, form);
      const managed = { [ENTERPRISE_URN]: { manager: { value: provider.userId(boss) } } };
      await inspect.user(provider.userId(ada), managed);
    }
    await checkpoint("managed");
  },
);

function matchedBy(name: string, matching: MatchingAttribute): Scenario {
  return entra(
    name,
    `people are matched by ${matching}: they are found and updated, not created twice`,
    async (provider, { directory, inspect, checkpoint }) => {
      await provider.assignUser(directory.ada);
      const id = provider.userId(directory.ada);
      const found = { ...renamed(directory.ada, "King", directory), id: `${directory.ada.id}-again` };
      await provider.assignUser(found);
      await inspect.user(id, { displayName: found.displayName });
      await checkpoint("matched");
    },
    { matching },
  );
}

const onDemand = entra(
  "provision-on-demand",
  "one person, and a group with two members, are provisioned by hand",
  async (provider, { directory, inspect, checkpoint }) => {
    const { ada, grace, engineering } = directory;
    await provider.provisionOnDemand(ada);
    await provider.provisionOnDemand(renamed(ada, "King", directory));
    await provider.provisionOnDemand(grace);
    await provider.provisionGroupOnDemand(engineering, [ada, grace]);
    const members = [provider.userId(ada), provider.userId(grace)];
    await inspect.members(provider.groupId(engineering), members);
    await checkpoint("provisioned");
  },
);

/** The scenarios of Entra ID with people. */
export const ENTRA_USER_SCENARIOS: readonly Scenario[] = [
  testConnection,
  userLifecycle,
  profileChange,
  manager,
  matchedBy("match-by-external-id", "externalId"),
  matchedBy("match-by-work-email", 'emails[type eq "work"].value'),
  onDemand,
];
