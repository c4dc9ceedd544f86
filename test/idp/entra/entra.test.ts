import { groupOf, personOf } from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { Entra, type EntraSettings } from "../../../src/idp/entra/entra";
import { type Arrived, emptyServer, type ScimStub, startScimStub } from "../support/scim-stub";

const directory = sampleDirectory();
const ada = personOf(directory, SAMPLE.ada);
const grace = personOf(directory, SAMPLE.grace);
const engineering = groupOf(directory, SAMPLE.engineering);
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const FLAG = "?aadOptscim062020";

let stub: ScimStub;
beforeEach(async () => {
  stub = await startScimStub(emptyServer());
});
afterEach(() => stub.close());

const entra = (query = "", settings: Partial<EntraSettings> = {}) =>
  new Entra({ integrationUrl: stub.url + query, token: "nfs_secret-token", ...settings });
const sent = () =>
  stub.arrived.map(({ method, url }) => `${method} ${decodeURIComponent(url.replace("/scim/v2/one", ""))}`);
const last = () => stub.arrived.at(-1) as Arrived;
const operations = () => last().body?.Operations;

describe("what Entra ID sends for people", () => {
  test("Test Connection looks a GUID up by the matching attribute", async () => {
    await entra("", { matching: 'emails[type eq "work"].value' }).testConnection("seed");
    expect(sent()[0]).toMatch(
      /^GET \/Users\?filter=emails\[type eq "work"\]\.value eq "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/,
    );
  });

  test("create is a look-up, a POST and a GET by id", async () => {
    await entra().assignUser(ada);
    expect(sent()).toEqual([
      'GET /Users?filter=userName eq "ada@example.com"',
      "POST /Users",
      "GET /Users/1",
    ]);
  });

  test("the POST has both schemas, meta.resourceType, empty roles, and null for what is unset", async () => {
    await entra().assignUser(ada);
    expect(stub.arrived[1]?.body).toEqual({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
      externalId: "ada",
      userName: "ada@example.com",
      active: true,
      displayName: "Ada Lovelace",
      name: { formatted: "Ada Lovelace", familyName: "Lovelace", givenName: "Ada" },
      title: null,
      preferredLanguage: null,
      emails: [{ primary: true, type: "work", value: "ada@example.com" }],
      phoneNumbers: null,
      addresses: null,
      [ENTERPRISE]: { employeeNumber: null, department: null },
      meta: { resourceType: "User" },
      roles: [],
    });
  });

  const changed = {
    ...ada,
    familyName: "King",
    displayName: "Ada King",
    email: "king@example.com",
    department: "Engines",
  };

  test("a change is one capitalised op for each attribute, with value paths", async () => {
    const provider = entra();
    await provider.assignUser(ada);
    await provider.updateUser(changed);
    expect(operations()).toEqual([
      { op: "Replace", path: "displayName", value: "Ada King" },
      { op: "Replace", path: 'emails[type eq "work"].value', value: "king@example.com" },
      { op: "Replace", path: "name.familyName", value: "King" },
      { op: "Replace", path: "name.formatted", value: "Ada King" },
      { op: "Add", path: `${ENTERPRISE}:department`, value: "Engines" },
    ]);
  });

  test("with the flag it is one op for each verb, and one for each multi-valued attribute", async () => {
    const provider = entra(FLAG);
    await provider.assignUser(ada);
    await provider.updateUser(changed);
    expect(operations()).toEqual([
      { op: "add", value: { [`${ENTERPRISE}:department`]: "Engines" } },
      {
        op: "replace",
        value: { displayName: "Ada King", "name.familyName": "King", "name.formatted": "Ada King" },
      },
      { op: "replace", path: 'emails[type eq "work"].value', value: "king@example.com" },
    ]);
  });

  test("no change sends nothing", async () => {
    const provider = entra();
    await provider.assignUser(ada);
    const before = stub.arrived.length;
    await provider.updateUser(ada);
    expect(stub.arrived).toHaveLength(before);
  });

  test.each([
    ["", { op: "Replace", path: "active", value: "False" }],
    [FLAG, { op: "replace", path: "active", value: false }],
    ["?AzureAdScimPatch2017", { op: "Replace", path: "active", value: "False" }],
  ])("disabling with the query %j", async (query, operation) => {
    const provider = entra(query);
    await provider.assignUser(ada);
    await provider.deactivateUser(ada);
    expect(operations()).toEqual([operation]);
  });

  test("the flag is in the query of every request, before anything else", async () => {
    const provider = entra(FLAG);
    await provider.assignUser(ada);
    await provider.pushGroup(engineering, [ada]);
    expect(sent()).toEqual([
      'GET /Users?aadOptscim062020&filter=userName eq "ada@example.com"',
      "POST /Users?aadOptscim062020",
      "GET /Users/1?aadOptscim062020",
      'GET /Groups?aadOptscim062020&excludedAttributes=members&filter=displayName eq "Engineering"',
      "POST /Groups?aadOptscim062020",
      "GET /Groups/2?aadOptscim062020&excludedAttributes=members",
      "PATCH /Groups/2?aadOptscim062020",
    ]);
  });

  test.each([
    ["bare id", { op: "Add", path: "manager", value: "2" }],
    ["object", { op: "Add", path: `${ENTERPRISE}:manager`, value: { value: "2" } }],
    ["array", { op: "Add", path: `${ENTERPRISE}:manager`, value: [{ $ref: null, value: "2" }] }],
  ] as const)("a manager as %s comes after a question", async (form, operation) => {
    const provider = entra();
    await provider.assignUser(ada);
    await provider.assignUser(grace);
    await provider.setManager(ada, grace, form);
    expect(sent().at(-2)).toBe('GET /Users?filter=id eq "1" and manager eq "2"&attributes=id');
    expect(operations()).toEqual([operation]);
  });
});

describe("what Entra ID sends for groups", () => {
  test("create is a look-up without members, a POST without members and a GET without members", async () => {
    await entra().pushGroup(engineering, []);
    expect(sent()).toEqual([
      'GET /Groups?excludedAttributes=members&filter=displayName eq "Engineering"',
      "POST /Groups",
      "GET /Groups/1?excludedAttributes=members",
    ]);
    expect(stub.arrived[1]?.body).toEqual({
      schemas: [
        "urn:ietf:params:scim:schemas:core:2.0:Group",
        "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group",
      ],
      externalId: SAMPLE.engineering,
      displayName: "Engineering",
      meta: { resourceType: "Group" },
    });
  });

  test.each([
    ["", [{ op: "Remove", path: "members", value: [{ $ref: null, value: "1" }] }]],
    [FLAG, [{ op: "remove", path: 'members[value eq "1"]' }]],
  ])("members join with a null $ref and leave, with the query %j", async (query, removal) => {
    const provider = entra(query);
    await provider.assignUser(ada);
    await provider.pushGroup(engineering, [ada]);
    expect(operations()).toEqual([
      { op: query === "" ? "Add" : "add", path: "members", value: [{ $ref: null, value: "1" }] },
    ]);
    await provider.changeMembers(engineering, { added: [], removed: [ada] });
    expect(operations()).toEqual(removal);
  });

  test("more than five members cannot be provisioned on demand", async () => {
    const six = Array.from({ length: 6 }, () => ada);
    await expect(entra().provisionGroupOnDemand(engineering, six)).rejects.toThrow("at most five members");
  });
});

describe("what Entra ID sends for roles", () => {
  const withRoles = { ...ada, roles: ["reader", "admin"] };
  const provisioned = async (roleExpression: EntraSettings["roleExpression"] & string) => {
    const provider = entra("", { roleExpression });
    await provider.assignUser(withRoles);
    const posted = stub.arrived[1]?.body?.roles;
    await provider.changeRoles({ ...ada, roles: ["auditor"] });
    return { posted, patched: operations() };
  };
  const type = "WindowsAzureActiveDirectoryRole";

  test("SingleAppRoleAssignment", async () => {
    expect(await provisioned("SingleAppRoleAssignment")).toEqual({
      posted: [{ primary: true, type, display: "reader", value: "reader" }],
      patched: [{ op: "Replace", path: 'roles[primary eq "True"].value', value: "auditor" }],
    });
  });

  test("AppRoleAssignmentsComplex", async () => {
    const { posted, patched } = await provisioned("AppRoleAssignmentsComplex");
    expect(posted).toMatchObject([
      { primary: false, value: "reader" },
      { primary: false, value: "admin" },
    ]);
    expect(patched).toEqual([{ op: "Add", path: "roles", value: [{ value: expect.any(String) }] }]);
    const [{ value }] = (patched as [{ value: [{ value: string }] }])[0].value;
    expect(JSON.parse(value)).toEqual({ id: expect.any(String), value: "auditor", displayName: "auditor" });
  });

  test("AssertiveAppRoleAssignmentsComplex", async () => {
    const { patched } = await provisioned("AssertiveAppRoleAssignmentsComplex");
    const value = [{ primary: false, type, displayName: "auditor", value: "auditor" }];
    expect(patched).toEqual([{ op: "Replace", path: "roles", value }]);
  });

  test("without an expression roles cannot be changed", async () => {
    const provider = entra();
    await provider.assignUser(ada);
    await expect(provider.changeRoles(withRoles)).rejects.toThrow(
      "the settings have no expression for roles",
    );
  });
});
