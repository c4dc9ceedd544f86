import { edgeDetail } from "../../../../src/contract/common";
import { identity, identityList } from "../../../../src/contract/edge/identity";
import { TAG_INTEGRATION } from "../../../../src/contract/edge/identity-tag";
import { EdgeApi, expectDone, expectError, fitting } from "../support/edge-api";

const IDENTITIES = "identities";

let api: EdgeApi;

beforeAll(async () => {
  api = await EdgeApi.start();
});
afterAll(() => api.server.stop());

let count = 0;
const fresh = (what: string) => `${what} ${++count}`;
const person = (changes: Record<string, unknown> = {}) => ({
  name: fresh("person"),
  type: "User",
  isAdmin: false,
  ...changes,
});

const read = (id: string) => api.read(IDENTITIES, id);
const patch = (id: string, body: unknown) => api.call("PATCH", `/${IDENTITIES}/${id}`, body);
const put = (id: string, body: unknown) => api.call("PUT", `/${IDENTITIES}/${id}`, body);

describe("identities", () => {
  test("shows what was created, with defaults for the rest and always the type Default", async () => {
    const body = person({
      externalId: "Ann@Example.com",
      roleAttributes: ["sales", "emea", "sales"],
      tags: { a: "1" },
      appData: { shoe: "42" },
      defaultHostingCost: 7,
    });
    const id = await api.create(IDENTITIES, body);
    const at = api.server.now.toISOString();
    expect(await read(id)).toMatchObject({
      id,
      name: body.name,
      type: { entity: "identity-types", id: "Default", name: "Default" },
      typeId: "Default",
      isAdmin: false,
      isDefaultAdmin: false,
      externalId: "Ann@Example.com",
      authPolicyId: "default",
      authPolicy: { entity: "auth-policies", id: "default", name: "Default" },
      roleAttributes: ["emea", "sales"],
      tags: { a: "1" },
      appData: { shoe: "42" },
      defaultHostingCost: 7,
      defaultHostingPrecedence: "default",
      permissions: [],
      disabled: false,
      disabledAt: null,
      disabledUntil: null,
      createdAt: at,
      updatedAt: at,
      _links: { self: { href: `./identities/${id}` } },
    });
    const filter = encodeURIComponent(`externalId = "Ann@Example.com"`);
    const listed = fitting(identityList, await api.call("GET", `/${IDENTITIES}?filter=${filter}`));
    expect(listed.data).toMatchObject([{ id, roleAttributes: ["emea", "sales"] }]);
  });

  test("reads a blank external ID as null and a blank policy as the default", async () => {
    for (const body of [person(), person()]) {
      const id = await api.create(IDENTITIES, { ...body, externalId: " ", authPolicyId: "" });
      const { data } = fitting(edgeDetail(identity), await api.call("GET", `/${IDENTITIES}/${id}`));
      expect(data).toMatchObject({ externalId: null, authPolicyId: "default" });
    }
  });

  test.each([
    ["no name", "name", { name: undefined }],
    ["a blank name", "name", { name: " " }],
    ["no type", "type", { type: undefined }],
    ["an unknown type", "type", { type: "Robot" }],
    ["no isAdmin", "isAdmin", { isAdmin: undefined }],
    ["a role attribute that starts with #", "roleAttributes", { roleAttributes: ["ok", "#sales"] }],
    ["a role attribute that starts with @", "roleAttributes", { roleAttributes: ["@x"] }],
    ["a blank role attribute", "roleAttributes.0", { roleAttributes: [""] }],
    ["a cost above 65535", "defaultHostingCost", { defaultHostingCost: 65_536 }],
    ["an unknown precedence", "defaultHostingPrecedence", { defaultHostingPrecedence: "best" }],
    ["an enrollment, which is never made", "enrollment", { enrollment: { ott: true } }],
  ])("refuses %s", async (_what, field, changes) => {
    const answer = await api.call("POST", `/${IDENTITIES}`, person(changes));
    expectError(answer, 400, "COULD_NOT_VALIDATE", field);
  });

  test("accepts an enrollment without a request", async () => {
    await api.create(IDENTITIES, person({ enrollment: { ott: false } }));
  });

  test.each(["name", "externalId"])("refuses a %s that another object has, by every verb", async (field) => {
    const holder = person({ externalId: fresh("id") }) as Record<string, unknown>;
    const holderId = await api.create(IDENTITIES, holder);
    const id = await api.create(IDENTITIES, person());
    const body = person({ [field]: holder[field] });
    for (const answer of [
      await api.call("POST", `/${IDENTITIES}`, body),
      await put(id, body),
      await patch(id, body),
    ]) {
      const { message } = expectError(answer, 400, "COULD_NOT_VALIDATE", field);
      expect(message).toContain(holderId);
    }
  });

  test("external IDs that differ in case are different", async () => {
    for (const externalId of ["Case@x", "case@x", "CASE@X"]) {
      await api.create(IDENTITIES, person({ externalId }));
    }
    expect(
      await api.names(IDENTITIES, 'externalId icontains "case@" and externalId != "case@x"'),
    ).toHaveLength(2);
  });

  test("answers NOT_FOUND for an unknown policy, by every verb", async () => {
    const id = await api.create(IDENTITIES, person());
    const body = person({ authPolicyId: "nowhere" });
    for (const answer of [
      await api.call("POST", `/${IDENTITIES}`, body),
      await put(id, body),
      await patch(id, body),
    ]) {
      expectError(answer, 404, "NOT_FOUND", "authPolicyId");
    }
  });

  test("PATCH changes only the fields that it holds", async () => {
    const externalId = fresh("id");
    const body = person({ externalId, roleAttributes: ["a", "b"], tags: { t: "1" } });
    const id = await api.create(IDENTITIES, body);
    const name = fresh("renamed");
    expectDone(await patch(id, { name }));
    expect(await read(id)).toMatchObject({
      name,
      externalId,
      roleAttributes: ["a", "b"],
      tags: { t: "1" },
    });
    expectDone(await patch(id, { externalId: null, roleAttributes: ["b", "c"] }));
    expect(await read(id)).toMatchObject({ name, externalId: null, roleAttributes: ["b", "c"] });
  });

  test("PUT resets the fields that it leaves out", async () => {
    const id = await api.create(
      IDENTITIES,
      person({ externalId: fresh("id"), roleAttributes: ["a"], tags: { t: "1" }, appData: { a: "b" } }),
    );
    expectDone(await put(id, person()));
    expect(await read(id)).toMatchObject({ externalId: null, roleAttributes: [], tags: {}, appData: {} });
  });

  test("is gone after DELETE", async () => {
    const id = await api.create(IDENTITIES, person());
    expectDone(await api.call("DELETE", `/${IDENTITIES}/${id}`));
    expectError(await api.call("GET", `/${IDENTITIES}/${id}`), 404, "NOT_FOUND");
  });
});

describe("disabling", () => {
  const disable = (id: string, durationMinutes: unknown) =>
    api.call("POST", `/${IDENTITIES}/${id}/disable`, { durationMinutes });

  test.each([0, -5])(
    "for %d minutes lasts until somebody enables it, and answers 200 without a body",
    async (minutes) => {
      const id = await api.create(IDENTITIES, person());
      const answer = await disable(id, minutes);
      expect(answer.status).toBe(200);
      expect(answer.body).toBeUndefined();
      const at = api.server.now.toISOString();
      expect(await read(id)).toMatchObject({ disabled: true, disabledAt: at, disabledUntil: null });
      expectDone(await api.call("POST", `/${IDENTITIES}/${id}/enable`));
      expect(await read(id)).toMatchObject({ disabled: false, disabledAt: null, disabledUntil: null });
    },
  );

  test("for some minutes ends by itself", async () => {
    const id = await api.create(IDENTITIES, person());
    await disable(id, 10);
    api.server.advance(9 * 60);
    expect(await read(id)).toMatchObject({ disabled: true });
    api.server.advance(60);
    expect(await read(id)).toMatchObject({ disabled: false });
  });

  test("is not undone by PUT or PATCH", async () => {
    const id = await api.create(IDENTITIES, person());
    await disable(id, 0);
    expectDone(await put(id, person()));
    expectDone(await patch(id, { name: fresh("renamed") }));
    expect(await read(id)).toMatchObject({ disabled: true });
  });

  test.each([[undefined], ["10"], [1e12]])("refuses %p minutes", async (minutes) => {
    const id = await api.create(IDENTITIES, person());
    expectError(await disable(id, minutes), 400, "COULD_NOT_VALIDATE", "durationMinutes");
  });

  test.each(["disable", "enable"])("an unknown identity cannot %s", async (action) => {
    const answer = await api.call("POST", `/${IDENTITIES}/nowhere/${action}`, { durationMinutes: 0 });
    expectError(answer, 404, "NOT_FOUND");
  });
});

describe("identities that SCIM owns", () => {
  async function provisioned(user: Record<string, unknown> = {}) {
    const connection = await api.server.connected(fresh("integration"));
    const userName = `${fresh("user").replace(" ", "-")}@example.com`;
    const answer = await api.server.scim(connection, "POST", "/Users", {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName,
      ...user,
    });
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 201 });
    const { id: userId } = answer.body as { id: string };
    const filter = encodeURIComponent(`name = "${userName}"`);
    const found = fitting(identityList, await api.call("GET", `/${IDENTITIES}?filter=${filter}`));
    const [own] = found.data;
    if (own === undefined) throw new Error("SCIM made no identity");
    return { connection, userId, userName, id: own.id };
  }

  test("have a tag with their integration, which filters find and edits keep", async () => {
    const { connection, id, userName } = await provisioned();
    expect(await api.names(IDENTITIES, `tags.${TAG_INTEGRATION} = "${connection.id}"`)).toEqual([userName]);
    expectDone(await patch(id, { tags: { mine: "1", [TAG_INTEGRATION]: "forged" } }));
    expect((await read(id)).tags).toMatchObject({ mine: "1", [TAG_INTEGRATION]: connection.id });
  });

  test("keep the role attributes that SCIM supplies; people edit the others", async () => {
    const { connection, id, userId } = await provisioned({ roles: [{ value: "admin" }] });
    expectDone(await patch(id, { roleAttributes: ["mine", "admin"] }));
    expect((await read(id)).roleAttributes).toEqual(["admin", "mine"]);
    expectDone(await patch(id, { roleAttributes: [] }));
    expect((await read(id)).roleAttributes).toEqual(["admin"]);
    expectDone(await patch(id, { roleAttributes: ["mine"] }));
    await api.server.scim(connection, "PATCH", `/Users/${userId}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "remove", path: "roles" }],
    });
    expect((await read(id)).roleAttributes).toEqual(["mine"]);
  });

  test("are deleted together with their SCIM user", async () => {
    const { connection, id, userId } = await provisioned();
    expectDone(await api.call("DELETE", `/${IDENTITIES}/${id}`));
    expect((await api.server.scim(connection, "GET", `/Users/${userId}`)).status).toBe(404);
  });

  test("are found by their role attributes, and the list has each attribute once", async () => {
    const role = fresh("rare").replace(" ", "-");
    const { userName } = await provisioned({ roles: [{ value: role }], entitlements: [{ value: role }] });
    const name = fresh("person");
    await api.create(IDENTITIES, person({ name, roleAttributes: [role] }));
    expect(await api.names(IDENTITIES, `anyOf(roleAttributes) = "${role}"`)).toEqual([name, userName].sort());
    const filter = encodeURIComponent(`name = "${role}"`);
    const answer = await api.call("GET", `/identity-role-attributes?filter=${filter}`);
    expect(answer.body).toMatchObject({ data: [role], meta: { pagination: { totalCount: 1 } } });
  });
});

describe("roleFilter", () => {
  const EVERYBODY = ["role both", "role one", "role two"];
  let oneId: string;

  beforeAll(async () => {
    oneId = await api.create(IDENTITIES, person({ name: "role one", roleAttributes: ["r1"] }));
    await api.create(IDENTITIES, person({ name: "role two", roleAttributes: ["r2"] }));
    await api.create(IDENTITIES, person({ name: "role both", roleAttributes: ["r1", "r2"] }));
  });

  const list = (roles: readonly string[], more: Record<string, string> = {}) => {
    const query = new URLSearchParams({ sort: "name", filter: 'name contains "role "', ...more });
    for (const role of roles) query.append("roleFilter", role);
    return api.call("GET", `/${IDENTITIES}?${query}`);
  };

  test.each([
    [["#r1"], {}, ["role both", "role one"]],
    [["#r1", "#r2"], {}, ["role both"]],
    [["#r1", "#r2"], { roleSemantic: "AnyOf" }, EVERYBODY],
    [["#r2", "@one"], {}, EVERYBODY],
    [["@one"], {}, ["role one"]],
    [["#all"], {}, EVERYBODY],
    [["#r1"], { filter: 'name = "role two"' }, []],
  ])("%j with %j finds %j", async (roles, more, expected) => {
    const sent = roles.map((role) => (role === "@one" ? `@${oneId}` : role));
    const { body } = await list(sent, more as Record<string, string>);
    expect((body as { data: { name: string }[] }).data.map(({ name }) => name)).toEqual(expected);
  });

  test.each([
    [["sales"], {}, "roleFilter"],
    [["#r1"], { roleSemantic: "NoneOf" }, "roleSemantic"],
  ])("refuses %j with %j", async (roles, more, field) => {
    expectError(await list(roles, more as Record<string, string>), 400, "COULD_NOT_VALIDATE", field);
  });
});

describe("GET /identity-role-attributes", () => {
  test("pages through the attributes in the order of their bytes", async () => {
    const prefix = `page${++count}`;
    await api.create(IDENTITIES, person({ roleAttributes: [`${prefix}-b`, `${prefix}-a`, `${prefix}-C`] }));
    const query = new URLSearchParams({ filter: `name contains "${prefix}"`, limit: "2", offset: "1" });
    const answer = await api.call("GET", `/identity-role-attributes?${query}`);
    expect(answer.body).toMatchObject({
      data: [`${prefix}-a`, `${prefix}-b`],
      meta: { pagination: { limit: 2, offset: 1, totalCount: 3 }, filterableFields: ["id", "name"] },
    });
  });

  test("has no tags to filter by", async () => {
    const answer = await api.call("GET", "/identity-role-attributes?filter=tags.x=null");
    expectError(answer, 400, "INVALID_FILTER");
  });
});
