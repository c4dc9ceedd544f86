import * as z from "zod/mini";
import { gatewayError } from "../../../src/contract/errors";
import { type Identity, identityList } from "../../../src/contract/identity";
import { mappingPreview } from "../../../src/contract/mapping";
import { type Answer, type Connection, read, TestServer } from "../support/running-server";

const created = z.object({ id: z.string() });
const listed = z.object({ totalResults: z.int(), Resources: z.array(created) });
const detailed = z.object({ detail: z.string(), scimType: z.optional(z.string()) });

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

async function identities(): Promise<Identity[]> {
  return read(identityList, await server.edge("GET", "/identities?limit=500&sort=name")).data;
}

async function identityNamed(name: string): Promise<Identity> {
  const found = (await identities()).find((identity) => identity.name === name);
  if (found === undefined) throw new Error(`no identity ${name}`);
  return found;
}

const attributesOf = async (name: string) => [...(await identityNamed(name)).roleAttributes].sort();

const addUser = async (to: Connection, userName: string, more: object = {}) =>
  read(created, await server.scim(to, "POST", "/Users", { userName, ...more })).id;

const addGroup = async (to: Connection, displayName: string, members: readonly string[] = []) =>
  read(
    created,
    await server.scim(to, "POST", "/Groups", { displayName, members: members.map((value) => ({ value })) }),
  ).id;

const patch = (to: Connection, path: string, ...Operations: object[]) =>
  server.scim(to, "PATCH", path, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations,
  });

function expectConflict(answer: Answer, ...parts: string[]): void {
  expect(answer.status).toBe(409);
  const { detail, scimType } = read(detailed, answer);
  expect(scimType).toBe("uniqueness");
  for (const part of parts) expect(detail).toContain(part);
}

const byUserName = { externalIdField: "USER_NAME" };

describe("a user becomes an identity", () => {
  test("rules 8 to 11: one identity, tagged, never an admin, with name, external ID and policy of the mapping", async () => {
    const to = await server.connected("okta", {
      identityNameField: "DISPLAY_NAME",
      externalIdField: "PRIMARY_EMAIL",
    });
    const id = await addUser(to, "ada", {
      displayName: "Ada Lovelace",
      emails: [{ value: "first@example.com" }, { value: "Ada@Example.com", primary: true }],
    });
    expect(await identities()).toEqual([
      expect.objectContaining({
        name: "Ada Lovelace",
        externalId: "Ada@Example.com",
        authPolicyId: "default",
        isAdmin: false,
        disabled: false,
        tags: { scimIntegrationId: to.id, scimUserId: id },
      }),
    ]);
  });

  test("rule 9: the name follows the user, and falls back to userName", async () => {
    const to = await server.connected("okta", { identityNameField: "NICK_NAME" });
    const id = await addUser(to, "ada");
    const { id: identityId } = await identityNamed("ada");
    await patch(to, `/Users/${id}`, { op: "add", path: "nickName", value: "Countess" });
    expect((await identityNamed("Countess")).id).toBe(identityId);
    await patch(to, `/Users/${id}`, { op: "remove", path: "nickName" });
    expect((await identityNamed("ada")).id).toBe(identityId);
  });

  test("rules 12 and 16: roles and entitlements are live attributes", async () => {
    const to = await server.connected("okta");
    const roles = [{ value: "dev" }, { value: "ops" }];
    const id = await addUser(to, "ada", { roles, entitlements: [{ value: "vpn" }, { value: "dev" }] });
    expect(await attributesOf("ada")).toEqual(["dev", "ops", "vpn"]);
    await server.scim(to, "PUT", `/Users/${id}`, { userName: "ada", entitlements: [{ value: "dev" }] });
    expect(await attributesOf("ada")).toEqual(["dev"]);
  });

  test("rule 15: a leading # is stripped, with a warning in the log", async () => {
    const to = await server.connected("okta");
    await addUser(to, "ada", { roles: [{ value: "#dev" }] });
    expect(await attributesOf("ada")).toEqual(["dev"]);
    const warning = server.log.map((line) => JSON.parse(line) as { rule?: number }).find(({ rule }) => rule);
    expect(warning).toMatchObject({ rule: 15, integrationId: to.id });
  });

  test("rule 17: active false disables, also at creation; active true enables; DELETE deletes", async () => {
    const to = await server.connected("okta");
    const id = await addUser(to, "ada", { active: false });
    expect(await identityNamed("ada")).toMatchObject({ disabled: true, disabledUntil: null });
    await patch(to, `/Users/${id}`, { op: "replace", path: "active", value: true });
    expect((await identityNamed("ada")).disabled).toBe(false);
    await patch(to, `/Users/${id}`, { op: "Replace", path: "active", value: "False" });
    expect((await identityNamed("ada")).disabled).toBe(true);
    expect((await server.scim(to, "DELETE", `/Users/${id}`)).status).toBe(204);
    expect(await identities()).toEqual([]);
  });

  test("rule 18: what a person set by hand lasts until SCIM changes active", async () => {
    const to = await server.connected("okta");
    const id = await addUser(to, "ada");
    const identity = await identityNamed("ada");
    await server.edge("POST", `/identities/${identity.id}/disable`, { durationMinutes: 60 });
    await patch(to, `/Users/${id}`, { op: "replace", path: "title", value: "Countess" });
    expect((await identityNamed("ada")).disabled).toBe(true);
    await patch(to, `/Users/${id}`, { op: "replace", path: "active", value: false });
    server.advance(7200);
    await server.signIn();
    expect(await identityNamed("ada")).toMatchObject({ disabled: true, disabledUntil: null });
  });

  test("rule 19: a user made anew has another SCIM id and another identity", async () => {
    const to = await server.connected("okta");
    const first = await addUser(to, "ada");
    const { id } = await identityNamed("ada");
    await server.scim(to, "DELETE", `/Users/${first}`);
    expect(await addUser(to, "ada")).not.toBe(first);
    expect((await identityNamed("ada")).id).not.toBe(id);
  });

  test("rule 20: an identity deleted through the edge API takes its user and memberships along", async () => {
    const to = await server.connected("okta");
    const id = await addUser(to, "ada");
    const group = await addGroup(to, "Sales", [id]);
    const { id: identityId } = await identityNamed("ada");
    expect((await server.edge("DELETE", `/identities/${identityId}`)).status).toBe(200);
    expect((await server.scim(to, "GET", `/Users/${id}`)).status).toBe(404);
    const shown = await server.scim(to, "GET", `/Groups/${group}`);
    expect(shown.body).toMatchObject({ members: [] });
  });

  test("a write that changes nothing leaves version and lastModified as they are", async () => {
    const to = await server.connected("okta");
    const id = await addUser(to, "ada", { title: "Countess" });
    const before = await server.scim(to, "GET", `/Users/${id}`);
    server.advance(60);
    await server.scim(to, "PUT", `/Users/${id}`, { userName: "ada", title: "Countess" });
    const after = await server.scim(to, "GET", `/Users/${id}`);
    expect([after.body, after.headers.get("etag")]).toEqual([before.body, before.headers.get("etag")]);
  });
});

describe("groups become attributes", () => {
  test("rule 13: the name is frozen when the identity joins; leaving drops it; joining again takes the new one", async () => {
    const to = await server.connected("okta");
    const ada = await addUser(to, "ada");
    const grace = await addUser(to, "grace");
    const group = await addGroup(to, "Sales", [ada]);
    await patch(to, `/Groups/${group}`, { op: "replace", path: "displayName", value: "Revenue" });
    expect(await attributesOf("ada")).toEqual(["Sales"]);
    await patch(to, `/Groups/${group}`, {
      op: "add",
      path: "members",
      value: [{ value: grace }, { value: ada }],
    });
    expect([await attributesOf("ada"), await attributesOf("grace")]).toEqual([["Sales"], ["Revenue"]]);
    await patch(to, `/Groups/${group}`, { op: "remove", path: `members[value eq "${ada}"]` });
    expect(await attributesOf("ada")).toEqual([]);
    await patch(to, `/Groups/${group}`, { op: "add", path: "members", value: [{ value: ada }] });
    expect(await attributesOf("ada")).toEqual(["Revenue"]);
  });

  test("rule 13: replacing the list keeps the frozen name of those who stay", async () => {
    const to = await server.connected("okta");
    const [ada, grace, alan] = [
      await addUser(to, "ada"),
      await addUser(to, "grace"),
      await addUser(to, "alan"),
    ];
    const group = await addGroup(to, "Sales", [ada, grace]);
    const members = [{ value: ada }, { value: alan }];
    await server.scim(to, "PUT", `/Groups/${group}`, { displayName: "Revenue", members });
    expect(await attributesOf("ada")).toEqual(["Sales"]);
    expect(await attributesOf("grace")).toEqual([]);
    expect(await attributesOf("alan")).toEqual(["Revenue"]);
  });

  test("rule 14: an attribute stays while another source supplies it, and rule 12: while a person wants it", async () => {
    const to = await server.connected("okta");
    const ada = await addUser(to, "ada", { roles: [{ value: "Sales" }] });
    const group = await addGroup(to, "Sales", [ada]);
    const other = await addGroup(to, "Support", [ada]);
    const { id } = await identityNamed("ada");
    await server.edge("PATCH", `/identities/${id}`, { roleAttributes: ["Sales", "Support", "by-hand"] });
    await server.scim(to, "DELETE", `/Groups/${group}`);
    expect(await attributesOf("ada")).toEqual(["Sales", "Support", "by-hand"]);
    await server.scim(to, "PUT", `/Users/${ada}`, { userName: "ada" });
    expect(await attributesOf("ada")).toEqual(["Support", "by-hand"]);
    await server.scim(to, "DELETE", `/Groups/${other}`);
    expect(await attributesOf("ada")).toEqual(["by-hand"]);
  });

  test("deleting a group drops what it supplied, of this group alone", async () => {
    const to = await server.connected("okta");
    const ada = await addUser(to, "ada");
    const group = await addGroup(to, "Sales", [ada]);
    await addGroup(to, "Sales", [ada]);
    await server.scim(to, "DELETE", `/Groups/${group}`);
    expect(await attributesOf("ada")).toEqual(["Sales"]);
    expect((await server.scim(to, "GET", `/Groups/${group}`)).status).toBe(404);
  });

  test("a member that is no user: 400, and nothing of the request is kept", async () => {
    const to = await server.connected("okta");
    const ada = await addUser(to, "ada");
    const group = await addGroup(to, "Sales");
    const answer = await patch(to, `/Groups/${group}`, {
      op: "add",
      path: "members",
      value: [{ value: ada }, { value: "nobody" }],
    });
    expect([answer.status, read(detailed, answer)]).toMatchObject([400, { scimType: "invalidValue" }]);
    expect(read(detailed, answer).detail).toContain("nobody");
    expect(await attributesOf("ada")).toEqual([]);
  });

  test("removing who is no member does no harm, and changes no version", async () => {
    const to = await server.connected("okta");
    const ada = await addUser(to, "ada");
    const group = await addGroup(to, "Sales");
    const before = (await server.scim(to, "GET", `/Groups/${group}`)).headers.get("etag");
    for (const value of [ada, "nobody"]) {
      const answer = await patch(to, `/Groups/${group}`, {
        op: "remove",
        path: "members",
        value: [{ value }],
      });
      expect(answer.status).toBe(204);
    }
    expect((await server.scim(to, "GET", `/Groups/${group}`)).headers.get("etag")).toBe(before);
  });

  test("deleting a user changes the version of the groups it was in", async () => {
    const to = await server.connected("okta");
    const ada = await addUser(to, "ada");
    const group = await addGroup(to, "Sales", [ada]);
    const version = async () => (await server.scim(to, "GET", `/Groups/${group}`)).headers.get("etag");
    const before = await version();
    await server.scim(to, "DELETE", `/Users/${ada}`);
    expect(await version()).not.toBe(before);
  });

  test("more members than one statement takes join and leave together", async () => {
    const to = await server.connected("okta");
    const users = await Promise.all(Array.from({ length: 600 }, (_, at) => addUser(to, `user-${at}`)));
    const group = await addGroup(to, "Everybody", users);
    const all = await server.scim(to, "GET", `/Groups/${group}`);
    expect((all.body as { members: unknown[] }).members).toHaveLength(600);
    await server.scim(to, "PUT", `/Groups/${group}`, { displayName: "Everybody", members: [] });
    const left = read(identityList, await server.edge("GET", '/identities?limit=500&filter=name="user-599"'));
    expect(left.data[0]?.roleAttributes).toEqual([]);
  });
});

describe("what is taken", () => {
  test("userName is unique in the integration without case, and free in another", async () => {
    const to = await server.connected("okta", { identityNameField: "DISPLAY_NAME" });
    await addUser(to, "Ada", { displayName: "one" });
    const answer = await server.scim(to, "POST", "/Users", { userName: "aDA", displayName: "two" });
    expectConflict(answer, "userName", "this integration");
    const other = await addUser(to, "grace", { displayName: "three" });
    expectConflict(
      await patch(to, `/Users/${other}`, { op: "replace", path: "userName", value: "ADA" }),
      "userName",
    );
    const elsewhere = await server.connected("entra", { identityNameField: "DISPLAY_NAME" });
    await addUser(elsewhere, "ada", { displayName: "four" });
    expect(await identities()).toHaveLength(3);
  });

  test("rule 9: the identity's name is unique in the network; the refusal says which attribute and whose kind", async () => {
    const okta = await server.connected("okta", { identityNameField: "DISPLAY_NAME" });
    const entra = await server.connected("entra");
    await addUser(entra, "ada");
    const post = (displayName: string) =>
      server.scim(okta, "POST", "/Users", { userName: displayName + 1, displayName });
    expectConflict(await post("ada"), "displayName", "name", "another integration");
    await addUser(okta, "x", { displayName: "grace" });
    expectConflict(await post("grace"), "displayName", "name", "of this integration");
    const body = { name: "by hand", type: "Default", isAdmin: false };
    expect((await server.edge("POST", "/identities", body)).status).toBe(201);
    expectConflict(await post("by hand"), "displayName", "name", "no integration made");
    expect((await identities()).map(({ name }) => name)).toEqual(["ada", "by hand", "grace"]);
  });

  test("rule 10: the external ID is unique in the network, and case counts", async () => {
    const okta = await server.connected("okta", {
      externalIdField: "CUSTOM",
      externalIdCustomPath: "externalId",
    });
    const entra = await server.connected("entra", { externalIdField: "PRIMARY_EMAIL" });
    await addUser(okta, "ada", { externalId: "ada@example.com" });
    const emails = [{ value: "ada@example.com", primary: true }];
    const answer = await server.scim(entra, "POST", "/Users", { userName: "lovelace", emails });
    expectConflict(answer, "emails", "external ID", "another integration");
    expect(JSON.stringify(answer.body)).not.toContain(okta.id);
    await addUser(entra, "lovelace", { emails: [{ value: "Ada@example.com", primary: true }] });
  });

  test("two integrations race for one external ID: exactly one wins, and the loser leaves nothing", async () => {
    const mapping = { externalIdField: "CUSTOM", externalIdCustomPath: "externalId" };
    const sides = [await server.connected("okta", mapping), await server.connected("entra", mapping)];
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        sides.map((to, side) =>
          server.scim(to, "POST", "/Users", { userName: `user-${round}-${side}`, externalId: `id-${round}` }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    }
    expect(await identities()).toHaveLength(20);
  });

  test("of many posts of one userName at the same time exactly one wins", async () => {
    const to = await server.connected("okta");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => server.scim(to, "POST", "/Users", { userName: "ada" })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  test("concurrent patches of different attributes all last", async () => {
    const to = await server.connected("okta");
    const id = await addUser(to, "ada");
    const values = {
      title: "Countess",
      nickName: "A",
      locale: "en-GB",
      displayName: "Ada",
      timezone: "Europe/London",
    };
    await Promise.all(
      Object.entries(values).map(([path, value]) => patch(to, `/Users/${id}`, { op: "add", path, value })),
    );
    expect((await server.scim(to, "GET", `/Users/${id}`)).body).toMatchObject(values);
  });
});

describe("filters", () => {
  let to: Connection;
  const find = async (endpoint: string, filter: string) =>
    read(
      listed,
      await server.scim(to, "GET", `/${endpoint}?filter=${encodeURIComponent(filter)}`),
    ).Resources.map(({ id }) => id);

  test("users are found by every searchable attribute, by its case rule", async () => {
    to = await server.connected("okta");
    const ada = await addUser(to, "Ada", {
      externalId: "00uA",
      displayName: "Ada Lovelace",
      emails: [
        { type: "work", value: "Ada@example.com", primary: true },
        { type: "home", value: "ada@home.example" },
      ],
    });
    const grace = await addUser(to, "grace", { active: false });
    const group = await addGroup(to, "Sales", [ada]);
    const cases: [string, string[]][] = [
      [`id eq "${ada}"`, [ada]],
      ['userName eq "aDA"', [ada]],
      ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada"', [ada]],
      ['externalId eq "00uA"', [ada]],
      ['externalId eq "00ua"', []],
      ['not (externalId eq "00uA")', [grace]],
      ['externalId ne "00uA"', [grace]],
      ["externalId pr", [ada]],
      ["externalId eq null", [grace]],
      ['displayName eq "ada LOVELACE"', [ada]],
      ["active eq false", [grace]],
      ['active eq "False"', [grace]],
      ['emails eq "ADA@example.com"', [ada]],
      ['emails.value eq "ada@home.example"', [ada]],
      ['emails[type eq "work"].value eq "ada@example.com"', [ada]],
      ['emails[type eq "work"].value eq "ada@home.example"', []],
      ['emails[type eq "home" and primary eq true]', []],
      ["emails pr", [ada]],
      ["not (emails pr)", [grace]],
      [`groups.value eq "${group}"`, [ada]],
      ['userName eq "ada" and active eq false', []],
      ['userName eq "ada" or active eq false', [ada, grace]],
      ['userName eq "\' or 1=1 --"', []],
    ];
    for (const [filter, wanted] of cases) {
      expect([filter, (await find("Users", filter)).sort()]).toEqual([filter, [...wanted].sort()]);
    }
  });

  test("groups are found by name without case, external id and member", async () => {
    to = await server.connected("okta");
    const ada = await addUser(to, "ada");
    const sales = await addGroup(to, "Sales", [ada]);
    await addGroup(to, "Support");
    expect(await find("Groups", 'displayName eq "sALES"')).toEqual([sales]);
    expect(await find("Groups", `members eq "${ada}"`)).toEqual([sales]);
    expect(await find("Groups", `members.value eq "${ada}" and displayName eq "Support"`)).toEqual([]);
  });

  test("pages follow one order and lose nobody", async () => {
    to = await server.connected("okta");
    const all: string[] = [];
    for (let at = 0; at < 25; at++) all.push(await addUser(to, `user-${at}`));
    const seen: string[] = [];
    for (let startIndex = 1; startIndex <= 25; startIndex += 10) {
      const page = read(listed, await server.scim(to, "GET", `/Users?startIndex=${startIndex}&count=10`));
      expect(page.totalResults).toBe(25);
      seen.push(...page.Resources.map(({ id }) => id));
    }
    expect(seen.sort()).toEqual(all.sort());
  });
});

describe("rule 11: a mapping is applied to every identity or to none", () => {
  const path = (to: Connection, below = "") => `/scim/v1/integrations/${to.id}/mapping${below}`;

  test("PUT renames, rekeys and moves to the policy; the preview said the same and changed nothing", async () => {
    const to = await server.connected("okta");
    await addUser(to, "ada", { displayName: "Ada Lovelace", externalId: "1" });
    await addUser(to, "grace", { externalId: "2" });
    const policy = read(z.object({ data: z.object({ id: z.string() }) }), await newPolicy()).data.id;
    const settings = {
      identityNameField: "DISPLAY_NAME",
      authPolicyId: policy,
      externalIdField: "CUSTOM",
      externalIdCustomPath: "externalId",
    };
    const before = await identities();
    const preview = read(mappingPreview, await server.api("POST", path(to, "/preview"), settings));
    expect(preview).toMatchObject({ identities: 2, renamed: 1, rekeyed: 2, policyChanged: 2, conflicts: 0 });
    expect(JSON.stringify(preview)).not.toContain("Lovelace");
    expect(await identities()).toEqual(before);
    expect((await server.api("PUT", path(to), settings)).status).toBe(200);
    expect(await identities()).toEqual([
      expect.objectContaining({ name: "Ada Lovelace", externalId: "1", authPolicyId: policy }),
      expect.objectContaining({ name: "grace", externalId: "2", authPolicyId: policy }),
    ]);
    const again = read(mappingPreview, await server.api("POST", path(to, "/preview"), settings));
    expect(again).toMatchObject({ unchanged: 2, renamed: 0, samples: [] });
    expect((await server.edge("DELETE", `/auth-policies/${policy}`)).status).toBe(409);
  });

  test("a conflict refuses the whole, with the list masked, and nothing changes", async () => {
    const to = await server.connected("okta", byUserName);
    await addUser(to, "ada", { displayName: "Same Person" });
    await addUser(to, "grace", { displayName: "Same Person" });
    const before = await identities();
    const settings = { identityNameField: "DISPLAY_NAME" };
    const preview = read(mappingPreview, await server.api("POST", path(to, "/preview"), settings));
    expect(preview.conflicts).toBe(2);
    const answer = await server.api("PUT", path(to), settings);
    expect(answer.status).toBe(409);
    const errors = read(gatewayError, answer).errors.join("\n");
    for (const { id } of before) expect(errors).toContain(id);
    expect(errors).not.toContain("Same Person");
    expect(await identities()).toEqual(before);
    expect((await server.api("GET", path(to))).body).toMatchObject({ externalIdField: "USER_NAME" });
  });

  test("a conflict with an identity outside the integration is refused too", async () => {
    const to = await server.connected("okta");
    const other = await server.connected("entra", byUserName);
    await addUser(to, "ada", { externalId: "grace" });
    await addUser(other, "grace");
    const settings = { externalIdField: "CUSTOM", externalIdCustomPath: "externalId" };
    const answer = await server.api("PUT", path(to), settings);
    expect(answer.status).toBe(409);
    expect(read(gatewayError, answer).errors.join("\n")).toContain("outside the integration");
  });

  test("two people who swap names and external IDs come out right", async () => {
    const to = await server.connected("okta", byUserName);
    await addUser(to, "ada", { displayName: "grace", externalId: "grace" });
    await addUser(to, "grace", { displayName: "ada", externalId: "ada" });
    const ada = await identityNamed("ada");
    const settings = {
      identityNameField: "DISPLAY_NAME",
      externalIdField: "CUSTOM",
      externalIdCustomPath: "externalId",
    };
    expect((await server.api("PUT", path(to), settings)).status).toBe(200);
    expect(await identityNamed("grace")).toMatchObject({ id: ada.id, externalId: "grace" });
  });

  const newPolicy = () =>
    server.edge("POST", "/auth-policies", {
      name: "strict",
      primary: {
        cert: { allowed: false, allowExpiredCerts: false },
        extJwt: { allowed: true, allowedSigners: [] },
        updb: {
          allowed: false,
          minPasswordLength: 8,
          requireSpecialChar: false,
          requireNumberChar: false,
          requireMixedCase: false,
          maxAttempts: 0,
          lockoutDurationMinutes: 0,
        },
      },
      secondary: { requireTotp: false, requireExtJwtSigner: null },
    });
});

describe("rule 7: deleting an integration", () => {
  async function integrationWithPeople(): Promise<Connection> {
    const to = await server.connected("okta");
    const ada = await addUser(to, "ada", { roles: [{ value: "dev" }] });
    await addUser(to, "grace", { active: false });
    await addGroup(to, "Sales", [ada]);
    const { id } = await identityNamed("ada");
    await server.edge("PATCH", `/identities/${id}`, {
      tags: { scimIntegrationId: to.id, scimUserId: ada, desk: "7" },
    });
    return to;
  }
  const remove = (to: Connection, query: string) =>
    server.api("DELETE", `/scim/v1/integrations/${to.id}${query}`);

  test("keeps its identities as they are, untagged, when nothing else is asked", async () => {
    expect((await remove(await integrationWithPeople(), "")).status).toBe(204);
    const [ada, grace] = await identities();
    expect(ada).toMatchObject({ name: "ada", disabled: false, tags: { desk: "7" } });
    expect(ada?.tags).toEqual({ desk: "7" });
    expect([...(ada?.roleAttributes ?? [])].sort()).toEqual(["Sales", "dev"]);
    expect(grace).toMatchObject({ name: "grace", disabled: true, tags: {} });
    await server.edge("PATCH", `/identities/${ada?.id}`, { roleAttributes: ["dev"] });
    expect(await attributesOf("ada")).toEqual(["dev"]);
  });

  test("disables them when asked", async () => {
    await remove(await integrationWithPeople(), "?identities=disable");
    expect((await identities()).map(({ disabled, tags }) => [disabled, tags])).toEqual([
      [true, { desk: "7" }],
      [true, {}],
    ]);
  });

  test("deletes them when asked, and no other", async () => {
    const other = await server.connected("entra");
    await addUser(other, "alan");
    await remove(await integrationWithPeople(), "?identities=delete");
    expect((await identities()).map(({ name }) => name)).toEqual(["alan"]);
  });
});
