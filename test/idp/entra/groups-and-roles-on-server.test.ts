import type { Person } from "../../../src/idp/common/directory";
import { GROUP_URN } from "../../../src/idp/common/scim-urns";
import type { Entra } from "../../../src/idp/entra/entra";
import {
  ada,
  assigned,
  engineering,
  entraOnServer,
  FLAG,
  grace,
  identity,
  linus,
} from "../support/entra-on-server";

const { entra, flagged, scim, read, userOf, identities } = entraOnServer();

describe("quirks of Entra ID on the reference server", () => {
  const membersOf = async (provider: Entra) => {
    const { members } = await read(`/Groups/${provider.groupId(engineering)}`);
    return (members as { value: string }[]).map(({ value }) => value).sort();
  };
  const ids = (provider: Entra, ...people: readonly Person[]) =>
    people.map((one) => provider.userId(one)).sort();

  test("Entra ID: creates a group with the legacy schema and without members", async () => {
    const body = {
      schemas: [GROUP_URN, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      externalId: "8aa1a0c0",
      displayName: "Engineering",
      meta: { resourceType: "Group" },
    };
    expect(await scim("POST", "/Groups", body)).toMatchObject({
      status: 201,
      body: { schemas: [GROUP_URN], displayName: "Engineering", externalId: "8aa1a0c0" },
    });
  });

  test("Entra ID: reads a group with excludedAttributes=members, always", async () => {
    const provider = await assigned(entra(), ada);
    await provider.pushGroup(engineering, [ada]);
    const id = provider.groupId(engineering);
    const byId = await read(`/Groups/${id}?excludedAttributes=members`);
    const byName = await read(
      "/Groups?excludedAttributes=members&filter=displayName%20eq%20%22Engineering%22",
    );
    expect(byName).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    for (const group of [byId, ...(byName.Resources as object[])]) {
      expect(group).toMatchObject({ id, displayName: "Engineering" });
      expect(group).not.toHaveProperty("members");
    }
  });

  test("Entra ID: adds members with a null $ref", async () => {
    const provider = await assigned(entra(), ada, grace);
    await provider.pushGroup(engineering, [ada, grace]);
    expect(await membersOf(provider)).toEqual(ids(provider, ada, grace));
  });

  test("Entra ID: removes members by a value array, and the others stay", async () => {
    const provider = await assigned(entra(), ada, grace, linus);
    await provider.pushGroup(engineering, [ada, grace, linus]);
    await provider.changeMembers(engineering, { added: [], removed: [ada, grace] });
    expect(await membersOf(provider)).toEqual(ids(provider, linus));
  });

  test("Entra ID with the flag: removes members by a path filter, and the others stay", async () => {
    const provider = await assigned(flagged(), ada, grace, linus);
    await provider.pushGroup(engineering, [ada, grace, linus]);
    await provider.changeMembers(engineering, { added: [], removed: [ada, grace] });
    expect(await membersOf(provider)).toEqual(ids(provider, linus));
  });

  test("Entra ID: may add a present member and remove an absent one", async () => {
    const provider = await assigned(entra(), ada, grace);
    await provider.pushGroup(engineering, [ada]);
    await provider.changeMembers(engineering, { added: [ada], removed: [grace] });
    expect(await membersOf(provider)).toEqual(ids(provider, ada));
  });

  test("Entra ID: renames a group by displayName and is answered with 204", async () => {
    const provider = await assigned(entra());
    await provider.pushGroup(engineering, []);
    await provider.renameGroup({ ...engineering, name: "Research" });
    expect(provider.requests.at(-1)).toMatchObject({ method: "PATCH", status: 204 });
  });

  test("Entra ID: does not repeat memberships after a restore, so a disabled user keeps them", async () => {
    const provider = await assigned(entra(), ada);
    await provider.pushGroup(engineering, [ada]);
    await provider.deactivateUser(ada);
    await provider.reactivateUser(ada);
    expect(await identities()).toEqual([identity("Ada Lovelace", ["Engineering"])]);
  });

  test('Entra ID: replaces a SingleAppRoleAssignment through roles[primary eq "True"].value', async () => {
    const settings = { roleExpression: "SingleAppRoleAssignment" } as const;
    const provider = await assigned(entra("", settings), { ...ada, roles: ["reader"] });
    await provider.changeRoles({ ...ada, roles: ["admin"] });
    expect((await userOf(provider, ada)).roles).toMatchObject([{ primary: true, value: "admin" }]);
  });

  test("Entra ID: adds AppRoleAssignmentsComplex as JSON; the role's value is the attribute", async () => {
    const settings = { roleExpression: "AppRoleAssignmentsComplex" } as const;
    const provider = await assigned(entra("", settings), ada);
    await provider.changeRoles({ ...ada, roles: ["admin"] });
    expect(await identities()).toEqual([identity("Ada Lovelace", ["admin"])]);
  });

  test("Entra ID: never removes a role with AppRoleAssignmentsComplex", async () => {
    const settings = { roleExpression: "AppRoleAssignmentsComplex" } as const;
    const provider = await assigned(entra("", settings), { ...ada, roles: ["reader"] });
    await provider.changeRoles({ ...ada, roles: ["admin"] });
    expect(await identities()).toEqual([identity("Ada Lovelace", ["admin", "reader"])]);
  });

  test("Entra ID: replaces all roles of one type with AssertiveAppRoleAssignmentsComplex", async () => {
    const settings = { roleExpression: "AssertiveAppRoleAssignmentsComplex" } as const;
    const provider = await assigned(entra("", settings), { ...ada, roles: ["reader", "auditor"] });
    expect(await identities()).toEqual([identity("Ada Lovelace", ["auditor", "reader"])]);
    await provider.changeRoles({ ...ada, roles: ["admin"] });
    expect(await identities()).toEqual([identity("Ada Lovelace", ["admin"])]);
  });

  test("Entra ID with the flag: carries the flag in the query of every route, which is ignored", async () => {
    const provider = await assigned(flagged(), ada, grace);
    await provider.pushGroup(engineering, [ada]);
    await provider.setManager(ada, grace, "bare id");
    await provider.deactivateUser(ada);
    await provider.deleteGroup(engineering);
    await provider.hardDeleteUser(ada);
    expect(provider.requests.every(({ path }) => path.includes(`?${FLAG}`))).toBe(true);
    expect(provider.requests.every(({ status }) => status !== null && status < 300)).toBe(true);
  });
});
