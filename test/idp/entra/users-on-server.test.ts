import type { Person } from "../../../src/idp/common/directory";
import { ENTERPRISE_URN, USER_URN } from "../../../src/idp/common/scim-urns";
import type { Entra } from "../../../src/idp/entra/entra";
import type { ManagerForm } from "../../../src/idp/entra/manager";
import { ada, assigned, entraOnServer, grace, identity } from "../support/entra-on-server";

const { entra, flagged, scim, userOf, identities } = entraOnServer();

describe("quirks of Entra ID on the reference server", () => {
  const patch = (provider: Entra, person: Person, ...operations: unknown[]) =>
    scim("PATCH", `/Users/${provider.userId(person)}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: operations,
    });

  test("Entra ID: tests the connection with a random GUID and wants 200 with an empty list", async () => {
    const answer = await scim(
      "GET",
      "/Users?filter=userName%20eq%20%2231d1ce52-44a2-4b4c-8a35-5b0e2fa8d2d1%22",
    );
    expect(answer).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
    expect(answer.headers.get("content-type")).toMatch(/^application\/scim\+json/);
  });

  test.each([
    ["a user that is not there", "/Users/nobody", 404],
    ["a filter outside the grammar", "/Users?filter=userName", 400],
    ["a path that is not there", "/Nothing", 404],
  ])("Entra ID: wants application/scim+json also for %s", async (_, path, status) => {
    const answer = await scim("GET", path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/scim\+json(;|$)/);
  });

  test.each(["userName", "externalId", 'emails[type eq "work"].value'] as const)(
    "Entra ID: matches by %s and creates nobody twice",
    async (matching) => {
      const provider = await assigned(entra("", { matching }), ada);
      await provider.assignUser({ ...ada, id: "again" });
      expect(await identities()).toHaveLength(1);
    },
  );

  test("Entra ID: its documentation has a filter without quotes, which finds the user too", async () => {
    await scim("POST", "/Users", { userName: "jyoung", externalId: "jyoung" });
    const answer = await scim("GET", "/Users?filter=externalId%20eq%20jyoung");
    expect(answer).toMatchObject({ status: 200, body: { Resources: [{ userName: "jyoung" }] } });
  });

  test("Entra ID: creates with both schemas, empty roles and nulls; no null comes back", async () => {
    const provider = await assigned(entra(), ada);
    const user = await userOf(provider, ada);
    expect(user).toMatchObject({ userName: ada.userName, active: true, meta: { resourceType: "User" } });
    expect(JSON.stringify(user)).not.toContain("null");
    expect(user).not.toHaveProperty("title");
    expect(user).not.toHaveProperty("roles");
  });

  test('Entra ID: creates with active as the text "True" where the mapping says so', async () => {
    const body = { schemas: [USER_URN], userName: "text", active: "True" };
    expect(await scim("POST", "/Users", body)).toMatchObject({
      status: 201,
      body: { active: true },
    });
  });

  test("Entra ID: sends a custom extension that schemas does not list", async () => {
    const urn = "urn:ietf:params:scim:schemas:extension:contoso:2.0:User";
    const body = { schemas: [USER_URN], userName: "contoso", [urn]: { badge: "7" } };
    const { status, body: created } = await scim("POST", "/Users", body);
    expect({ status, created }).toMatchObject({ status: 201, created: { [urn]: { badge: "7" } } });
  });

  test('Entra ID: disables with the text "False" and gets a boolean back', async () => {
    const provider = await assigned(entra(), ada);
    await patch(provider, ada, { op: "Replace", path: "active", value: "False" });
    expect((await userOf(provider, ada)).active).toBe(false);
    expect(await identities()).toMatchObject([{ state: "disabled" }]);
  });

  test('Entra ID: restores with the text "True"', async () => {
    const provider = await assigned(entra(), ada);
    await patch(provider, ada, { op: "Replace", path: "active", value: "False" });
    await patch(provider, ada, { op: "Replace", path: "active", value: "True" });
    expect(await identities()).toMatchObject([{ state: "enabled" }]);
  });

  test("Entra ID with the flag: disables with a boolean", async () => {
    const provider = await assigned(flagged(), ada);
    await provider.deactivateUser(ada);
    expect(await identities()).toMatchObject([{ state: "disabled" }]);
  });

  test.each(["Add", "Replace", "add", "replace"])("Entra ID: spells an op %s", async (op) => {
    const provider = await assigned(entra(), ada);
    expect(await patch(provider, ada, { op, path: "title", value: "Analyst" })).toMatchObject({
      status: 200,
      body: { title: "Analyst" },
    });
  });

  test.each(["Remove", "remove"])("Entra ID: spells an op %s", async (op) => {
    const provider = await assigned(entra(), { ...ada, title: "Analyst" });
    await patch(provider, ada, { op, path: "title" });
    expect(await userOf(provider, ada)).not.toHaveProperty("title");
  });

  test.each(["Add", "Replace"])(
    "Entra ID: expects %s through a value path that matches nothing to create",
    async (op) => {
      const provider = await assigned(entra(), ada);
      await patch(provider, ada, {
        op,
        path: 'phoneNumbers[type eq "mobile"].value',
        value: "+44 7700 900077",
      });
      expect((await userOf(provider, ada)).phoneNumbers).toEqual([
        { type: "mobile", value: "+44 7700 900077" },
      ]);
    },
  );

  test("Entra ID: builds one address by several value paths of one PATCH", async () => {
    const provider = await assigned(entra(), ada);
    const part = (name: string, value: string) => ({
      op: "Add",
      path: `addresses[type eq "work"].${name}`,
      value,
    });
    await patch(provider, ada, part("streetAddress", "1 Analytical Way"), part("locality", "London"));
    expect((await userOf(provider, ada)).addresses).toEqual([
      { type: "work", streetAddress: "1 Analytical Way", locality: "London" },
    ]);
  });

  test("Entra ID: replaces the work e-mail through a value path and leaves the home one", async () => {
    const provider = await assigned(entra(), ada);
    await patch(provider, ada, {
      op: "Add",
      path: 'emails[type eq "home"].value',
      value: "ada@home.example",
    });
    await patch(provider, ada, {
      op: "Replace",
      path: 'emails[type eq "work"].value',
      value: "king@example.com",
    });
    expect((await userOf(provider, ada)).emails).toEqual([
      { primary: true, type: "work", value: "king@example.com" },
      { type: "home", value: "ada@home.example" },
    ]);
  });

  test("Entra ID: wants stored values back unchanged, down to the spaces of a phone number", async () => {
    const workPhone = " +1 (555) 010-0199 x7";
    const provider = await assigned(entra(), { ...ada, workPhone });
    expect((await userOf(provider, ada)).phoneNumbers).toEqual([{ type: "work", value: workPhone }]);
  });

  test("Entra ID: wraps a single value in a list of one", async () => {
    const provider = await assigned(entra(), ada);
    await patch(provider, ada, { op: "Replace", path: "displayName", value: ["Ada King"] });
    expect(await identities()).toEqual([identity("Ada King")]);
  });

  test("Entra ID with the flag: replaces attributes by one op with dotted and URN keys", async () => {
    const provider = await assigned(flagged(), ada);
    await provider.updateUser({ ...ada, familyName: "King", displayName: "Ada King", department: "Engines" });
    expect(await userOf(provider, ada)).toMatchObject({
      displayName: "Ada King",
      name: { givenName: "Ada", familyName: "King" },
      [ENTERPRISE_URN]: { department: "Engines" },
    });
  });

  test.each(["bare id", "object", "array"] satisfies ManagerForm[])(
    "Entra ID: writes a manager as %s",
    async (form) => {
      const provider = await assigned(entra(), ada, grace);
      await provider.setManager(ada, grace, form);
      const { [ENTERPRISE_URN]: enterprise } = await userOf(provider, ada);
      expect(enterprise).toMatchObject({ manager: { value: provider.userId(grace) } });
    },
  );

  test("Entra ID: asks whether a manager is already set, and then sends nothing", async () => {
    const provider = await assigned(entra(), ada, grace);
    await provider.setManager(ada, grace, "bare id");
    const before = provider.requests.length;
    await provider.setManager(ada, grace, "bare id");
    expect(provider.requests.slice(before).map(({ label }) => label)).toEqual(["ask for manager"]);
  });

  test("Entra ID: deletes for good later, and then the user name is free", async () => {
    const provider = await assigned(entra(), ada);
    const former = provider.userId(ada);
    await provider.deactivateUser(ada);
    await provider.hardDeleteUser(ada);
    await provider.assignUser(ada);
    expect(provider.userId(ada)).not.toBe(former);
  });
});
