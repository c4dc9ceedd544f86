import { inspect } from "node:util";
import {
  type Group,
  groupOf,
  membersOf,
  personOf,
  withGroup,
  withPerson,
} from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { ScimRequestError } from "../../../src/idp/common/scim-request-error";
import { Okta } from "../../../src/idp/okta/catalog-app";
import {
  type Arrived,
  emptyServer,
  type ScimStub,
  type StubAnswer,
  startScimStub,
} from "../support/scim-stub";

const directory = sampleDirectory();
const ada = personOf(directory, SAMPLE.ada);
const grace = personOf(directory, SAMPLE.grace);
const linus = personOf(directory, SAMPLE.linus);
const engineering: Group = groupOf(directory, SAMPLE.engineering);
const TOKEN = "nfs_secret-token";

let stub: ScimStub;
let okta: Okta;

async function against(answer: (request: Arrived) => StubAnswer): Promise<void> {
  stub = await startScimStub(answer);
  okta = new Okta({ integrationUrl: stub.url, token: TOKEN });
}

afterEach(() => stub.close());

const sent = () => stub.arrived.map(({ method, url }) => `${method} ${url.replace("/scim/v2/one", "")}`);
const last = () => stub.arrived.at(-1) as Arrived;

describe("users", () => {
  beforeEach(() => against(emptyServer()));

  test("create is a look-up by user name, percent-encoded, and then a POST", async () => {
    await okta.assignUser(ada);
    expect(sent()).toEqual([
      "GET /Users?filter=userName%20eq%20%22ada%40example.com%22&startIndex=1&count=100",
      "POST /Users",
    ]);
    expect(last().headers["content-type"]).toBe("application/scim+json; charset=utf-8");
    expect(last().headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(last().headers["user-agent"]).toBe("Okta SCIM Client 1.0.0");
  });

  test("the POST carries a password placeholder, empty groups, locale and externalId", async () => {
    await okta.assignUser(ada);
    expect(last().body).toEqual({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "ada@example.com",
      name: { givenName: "Ada", familyName: "Lovelace" },
      emails: [{ primary: true, value: "ada@example.com", type: "work" }],
      displayName: "Ada Lovelace",
      locale: "en-US",
      externalId: "00u1ada",
      groups: [],
      password: expect.stringMatching(/^[\w-]{8}$/),
      active: true,
    });
  });

  test("a quote in a user name is escaped in the filter", async () => {
    await okta.assignUser({ ...ada, userName: 'a"b\\c' });
    expect(decodeURIComponent(stub.arrived[0]?.url ?? "")).toContain('filter=userName eq "a\\"b\\\\c"&');
  });

  test("a profile change is a GET and then a PUT that echoes the server's fields", async () => {
    await okta.assignUser(ada);
    await okta.updateUser({ ...ada, familyName: "King", displayName: "Ada King" });
    expect(sent().slice(2)).toEqual(["GET /Users/1", "PUT /Users/1"]);
    expect(last().body).toMatchObject({
      id: "1",
      meta: { resourceType: "User" },
      groups: [],
      name: { givenName: "Ada", middleName: "", familyName: "King" },
      displayName: "Ada King",
      active: true,
    });
  });

  test("deactivation is a PATCH without a path, never a DELETE", async () => {
    await okta.assignUser(ada);
    await okta.deactivateUser(ada);
    expect(sent().at(-1)).toBe("PATCH /Users/1");
    expect(last().body).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", value: { active: false } }],
    });
  });

  test("activation is the same with true", async () => {
    await okta.assignUser(ada);
    await okta.reactivateUser(ada);
    expect(last().body).toMatchObject({ Operations: [{ op: "replace", value: { active: true } }] });
  });

  test("a person who was never assigned cannot be changed", async () => {
    await expect(okta.deactivateUser(ada)).rejects.toThrow("ada@example.com was never assigned");
    expect(stub.arrived).toEqual([]);
  });
});

test("an existing user is taken over by GET and PUT, and activated", async () => {
  const existing = { id: "77", userName: "ADA@example.com", active: false, roles: [{ value: "admin" }] };
  await against(({ method, url }) =>
    url.includes("?")
      ? { status: 200, body: { Resources: [existing] } }
      : { status: 200, body: method === "GET" ? existing : {} },
  );
  await okta.assignUser(ada);
  expect(sent().slice(1)).toEqual(["GET /Users/77", "PUT /Users/77"]);
  expect(last().body).toMatchObject({
    userName: "ada@example.com",
    active: true,
    roles: [{ value: "admin" }],
  });
});

test("404 to the look-up means not found", async () => {
  await against(({ method }) =>
    method === "GET"
      ? { status: 404, body: { detail: "User not found" } }
      : { status: 201, body: { id: "1" } },
  );
  await okta.assignUser(ada);
  expect(sent()[1]).toBe("POST /Users");
});

describe("groups", () => {
  beforeEach(async () => {
    await against(emptyServer());
    for (const person of [ada, grace, linus]) await okta.assignUser(person);
    stub.arrived.length = 0;
  });

  test("a push looks up the group, creates it, names it and replaces the members", async () => {
    await okta.pushGroup(engineering, membersOf(directory, engineering));
    expect(sent()).toEqual([
      "GET /Groups?filter=displayName%20eq%20%22Engineering%22&startIndex=1&count=100",
      "POST /Groups",
      "PATCH /Groups/4",
      "PATCH /Groups/4",
    ]);
    expect(stub.arrived.slice(1).map(({ body }) => body?.Operations ?? body)).toEqual([
      { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName: "Engineering", members: [] },
      [{ op: "replace", value: { id: "4", displayName: "Engineering" } }],
      [
        {
          op: "replace",
          path: "members",
          value: [
            { value: "1", display: "ada@example.com" },
            { value: "2", display: "grace@example.com" },
            { value: "3", display: "linus@example.com" },
          ],
        },
      ],
    ]);
  });

  test("a membership change repeats the name, then removes by filter and adds in one PATCH", async () => {
    await okta.pushGroup(engineering, [ada]);
    await okta.changeMembers(engineering, { removed: [ada], added: [linus] });
    expect(stub.arrived.slice(-2).map(({ body }) => body?.Operations)).toEqual([
      [{ op: "replace", value: { id: "4", displayName: "Engineering" } }],
      [
        { op: "remove", path: 'members[value eq "1"]' },
        { op: "add", path: "members", value: [{ value: "3", display: "linus@example.com" }] },
      ],
    ]);
  });

  test("a rename is a replace without a path, carrying id and displayName", async () => {
    await okta.pushGroup(engineering, []);
    await okta.renameGroup({ ...engineering, name: "Research" });
    expect(last().body?.Operations).toEqual([{ op: "replace", value: { id: "4", displayName: "Research" } }]);
  });

  test("a group that is no longer pushed is deleted", async () => {
    await okta.pushGroup(engineering, []);
    await okta.deleteGroup(engineering);
    expect(sent().at(-1)).toBe("DELETE /Groups/4");
  });

  test("no change of members sends nothing", async () => {
    await okta.pushGroup(engineering, [ada]);
    const before = stub.arrived.length;
    await okta.changeMembers(engineering, { removed: [], added: [] });
    expect(stub.arrived).toHaveLength(before);
  });
});

describe("what is recorded and reported", () => {
  test("every request is recorded with label, method, path and status, without a secret", async () => {
    await against(emptyServer());
    await okta.assignUser(ada);
    const password = String(last().body?.password);
    expect(okta.requests).toEqual([
      { label: "find user", method: "GET", path: expect.stringMatching(/^\/Users\?filter=/), status: 200 },
      { label: "create user", method: "POST", path: "/Users", status: 201 },
    ]);
    const visible = inspect(okta, { depth: 10, showHidden: true }) + JSON.stringify(okta.requests);
    expect(visible).not.toContain(password);
    expect(visible).not.toContain(TOKEN);
  });

  test("a refusal names Okta's step, the status, the type and the server's detail", async () => {
    await against(({ method }) =>
      method === "GET"
        ? { status: 200, body: { Resources: [] } }
        : { status: 409, body: { scimType: "uniqueness", detail: "userName is taken" } },
    );
    await expect(okta.assignUser(ada)).rejects.toThrow(
      "create user: POST /Users answered 409 (uniqueness): userName is taken",
    );
  });

  test.each([
    ["an empty body", { status: 201 }, "the body is empty, but it must hold the resource"],
    ["a page of HTML", { status: 201, body: "<html>sign in</html>" }, "the body is not a JSON object"],
    ["a resource without an id", { status: 201, body: { userName: "ada" } }, "the resource has no id"],
  ])("%s in answer to a create fails the task", async (_, created, reason) => {
    await against(({ method }) => (method === "GET" ? { status: 200, body: { Resources: [] } } : created));
    await expect(okta.assignUser(ada)).rejects.toThrow(`create user: POST /Users answered 201: ${reason}`);
  });

  test("no answer is an error without the token in it", async () => {
    await against(emptyServer());
    await stub.close();
    const error: unknown = await okta.assignUser(ada).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ScimRequestError);
    expect(String(error)).toContain("got no answer");
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(TOKEN);
    expect(okta.requests.at(-1)).toMatchObject({ label: "find user", status: null });
  });
});

describe("the directory", () => {
  beforeEach(() => against(emptyServer()));

  test("a change makes a new directory and leaves the old one as it was", () => {
    const renamed = withPerson(directory, { ...ada, familyName: "King" });
    const moved = withGroup(renamed, { ...engineering, memberIds: [SAMPLE.grace] });
    expect(personOf(moved, SAMPLE.ada).familyName).toBe("King");
    expect(groupOf(moved, SAMPLE.engineering).memberIds).toEqual([SAMPLE.grace]);
    expect(personOf(directory, SAMPLE.ada).familyName).toBe("Lovelace");
    expect(groupOf(directory, SAMPLE.engineering).memberIds).toHaveLength(3);
  });

  test("an unknown person is an error with the id", () => {
    expect(() => personOf(directory, "nobody")).toThrow('the directory has no person "nobody"');
  });
});
