import { integration, integrationList } from "../../../../src/contract/gateway/integration";
import { mapping, mappingPreview } from "../../../../src/contract/gateway/mapping";
import { CLIENT_ID, read, TestServer } from "../../support/running-server";
import { expectProblem, INTEGRATIONS, NOWHERE } from "../support/gateway";

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

let count = 0;
const freshName = () => `integration ${++count}`;

describe("integrations", () => {
  test("rule 4: a new one has the default mapping, no token, a URL of its own, and links", async () => {
    const name = freshName();
    const answer = await server.api("POST", INTEGRATIONS, { networkId: server.running.networkId, name });
    expect(answer.status).toBe(201);
    const made = read(integration, answer);
    expect(made).toMatchObject({
      name,
      integrationUrl: `${server.url}/scim/v2/${made.id}`,
      hasAuthToken: false,
      tokenExpiresAt: null,
      maxTokenOverlapSeconds: 0,
      adoptIdentities: "never",
      mapping: {
        identityNameField: "USER_NAME",
        identityNameConflict: "refuse",
        authPolicyId: "default",
        externalIdField: "NONE",
        externalIdCustomPath: null,
      },
      createdBy: CLIENT_ID,
      updatedBy: CLIENT_ID,
    });
    expect(answer.body).toMatchObject({ _links: { self: { href: answer.headers.get("location") } } });
    expect(answer.headers.get("etag")).toBe('"1"');
    expect((await server.api("GET", `${INTEGRATIONS}/${made.id}`)).body).toEqual(answer.body);
  });

  test("rule 1: a name is unique, also for a rename; the refusal names the other's id", async () => {
    const name = freshName();
    const id = await server.integration(name);
    const again = await server.api("POST", INTEGRATIONS, { networkId: server.running.networkId, name });
    expect(expectProblem(again, 409, "name").errors[0]).toContain(id);
    const other = await server.integration(freshName());
    const renamed = await server.api("PATCH", `${INTEGRATIONS}/${other}`, { name });
    expect(expectProblem(renamed, 409, "name").errors[0]).toContain(id);
    expect((await server.api("PATCH", `${INTEGRATIONS}/${id}`, { name })).status).toBe(200);
  });

  test("rule 1: of many concurrent creations of one name, exactly one succeeds", async () => {
    const name = freshName();
    const body = { networkId: server.running.networkId, name };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => server.api("POST", INTEGRATIONS, body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  test.each([
    ["a blank name", { name: "  " }, ["name"]],
    ["a name of another type", { name: 7 }, ["name"]],
    ["an unknown field", { name: "x", color: "red" }, ["color"]],
    ["an unknown field of the mapping", { name: "x", mapping: { colour: 1 } }, ["mapping.colour"]],
    [
      "an unknown choice",
      { name: "x", mapping: { identityNameField: "EMAIL" } },
      ["mapping.identityNameField"],
    ],
    [
      "CUSTOM without a path",
      { name: "x", mapping: { externalIdField: "CUSTOM" } },
      ["mapping.externalIdCustomPath"],
    ],
    [
      "a path without CUSTOM",
      { name: "x", mapping: { externalIdCustomPath: "externalId" } },
      ["mapping.externalIdCustomPath"],
    ],
    [
      "a path that is no SCIM path",
      { name: "x", mapping: { externalIdField: "CUSTOM", externalIdCustomPath: "emails[" } },
      ["mapping.externalIdCustomPath"],
    ],
    [
      "rule 2: an auth policy that does not exist",
      { name: "x", mapping: { authPolicyId: "nope" } },
      ["mapping.authPolicyId"],
    ],
    ["a network that does not exist", { name: "x", networkId: NOWHERE }, ["networkId"]],
    ["a network id that is no UUID", { name: "x", networkId: "mine" }, ["networkId"]],
  ])("refuses %s with 400, and creates nothing", async (_what, body, fields) => {
    const before = read(integrationList, await server.api("GET", INTEGRATIONS)).page.totalElements;
    const answer = await server.api("POST", INTEGRATIONS, { networkId: server.running.networkId, ...body });
    expectProblem(answer, 400, ...fields);
    expect(read(integrationList, await server.api("GET", INTEGRATIONS)).page.totalElements).toBe(before);
  });

  async function namesOf(own: TestServer, query: string): Promise<string[]> {
    const list = read(integrationList, await own.api("GET", `${INTEGRATIONS}?${query}`));
    return (list._embedded?.integrationList ?? []).map(({ name }) => name);
  }

  test("lists by pages, sorted, and finds by name and network", async () => {
    const own = await TestServer.start();
    try {
      for (const name of ["b", "c", "a"]) await own.integration(name);
      const names = (query: string) => namesOf(own, query);
      expect(await names("")).toEqual(["a", "b", "c"]);
      expect(await names("sort=name,desc")).toEqual(["c", "b", "a"]);
      expect(await names("size=2&page=1")).toEqual(["c"]);
      expect(await names("name=b")).toEqual(["b"]);
      expect(await names(`networkId=${own.running.networkId}`)).toHaveLength(3);
      expect(await names(`networkId=${NOWHERE}`)).toEqual([]);
      const page = read(integrationList, await own.api("GET", `${INTEGRATIONS}?size=2`)).page;
      expect(page).toEqual({ number: 0, size: 2, totalElements: 3, totalPages: 2 });
    } finally {
      await own.stop();
    }
  });

  test("sorts names by their bytes, whatever the language of the database", async () => {
    const own = await TestServer.start();
    try {
      for (const name of ["a", "_", "é", "Z", "B"]) await own.integration(name);
      expect(await namesOf(own, "sort=name,asc")).toEqual(["B", "Z", "_", "a", "é"]);
    } finally {
      await own.stop();
    }
  });

  test.each(["page=-1", "page=x", "size=0", "size=1001", "sort=color", "sort=name,up", "page=0&page=1"])(
    "refuses ?%s with 400 that names the parameter",
    async (query) => {
      expectProblem(await server.api("GET", `${INTEGRATIONS}?${query}`), 400, query.split("=")[0] ?? "");
    },
  );

  test("renames in place: the id stays, and the version grows only with a change", async () => {
    const id = await server.integration(freshName());
    const name = freshName();
    const renamed = await server.api("PATCH", `${INTEGRATIONS}/${id}`, { name });
    expect(read(integration, renamed)).toMatchObject({ id, name });
    expect(renamed.headers.get("etag")).toBe('"2"');
    const same = await server.api("PATCH", `${INTEGRATIONS}/${id}`, {});
    expect([same.headers.get("etag"), same.body]).toEqual(['"2"', renamed.body]);
    expectProblem(await server.api("PATCH", `${INTEGRATIONS}/${id}`, { mapping: {} }), 400, "mapping");
    expectProblem(await server.api("PATCH", `${INTEGRATIONS}/${NOWHERE}`, { name: "x" }), 404);
  });

  test("If-Match of an old version: 412 on rename, mapping and delete, and nothing changes", async () => {
    const id = await server.integration(freshName());
    const path = `${INTEGRATIONS}/${id}`;
    await server.api("PATCH", path, { name: freshName() });
    const old = { "if-match": '"1"' };
    expectProblem(await server.api("PATCH", path, { name: freshName() }, old), 412);
    expectProblem(await server.api("PUT", `${path}/mapping`, {}, old), 412);
    expectProblem(await server.api("DELETE", path, undefined, old), 412);
    const current = { "if-match": 'W/"9", "2"' };
    expect(
      (await server.api("PUT", `${path}/mapping`, { identityNameField: "NICK_NAME" }, current)).status,
    ).toBe(200);
    expect((await server.api("DELETE", path, undefined, { "if-match": "*" })).status).toBe(204);
  });

  test("deletes, and then the id is unknown", async () => {
    const id = await server.integration(freshName());
    expectProblem(await server.api("DELETE", `${INTEGRATIONS}/${id}?identities=burn`), 400, "identities");
    expect((await server.api("DELETE", `${INTEGRATIONS}/${id}`)).status).toBe(204);
    expectProblem(await server.api("GET", `${INTEGRATIONS}/${id}`), 404);
    expectProblem(await server.api("DELETE", `${INTEGRATIONS}/${id}`), 404);
  });
});

describe("mapping of an integration without users", () => {
  test("PUT stores the settings with defaults, and raises the integration's version", async () => {
    const id = await server.integration(freshName());
    const path = `${INTEGRATIONS}/${id}/mapping`;
    const custom = { externalIdField: "CUSTOM", externalIdCustomPath: 'emails[type eq "work"].value' };
    const answer = await server.api("PUT", path, custom);
    expect(read(mapping, answer)).toEqual({
      identityNameField: "USER_NAME",
      identityNameConflict: "refuse",
      authPolicyId: "default",
      ...custom,
    });
    expect(answer.headers.get("etag")).toBe('"2"');
    const kept = await server.api("GET", path);
    expect([kept.body, kept.headers.get("etag")]).toEqual([answer.body, '"2"']);
    expect(read(integration, await server.api("GET", `${INTEGRATIONS}/${id}`)).mapping).toEqual(answer.body);
    expect((await server.api("PUT", path, custom)).headers.get("etag")).toBe('"2"');
  });

  test.each([
    ["PUT", ""],
    ["POST", "/preview"],
  ])("%s mapping%s refuses bad settings, naming the field", async (method, below) => {
    const path = `${INTEGRATIONS}/${await server.integration(freshName())}/mapping${below}`;
    expectProblem(await server.api(method, path, { identityNameField: "EMAIL" }), 400, "identityNameField");
    expectProblem(await server.api(method, path, { externalIdField: "CUSTOM" }), 400, "externalIdCustomPath");
    expectProblem(
      await server.api(method, path, { externalIdCustomPath: "title" }),
      400,
      "externalIdCustomPath",
    );
    expectProblem(await server.api(method, path, { authPolicyId: "nope" }), 400, "authPolicyId");
    expectProblem(await server.api(method, path, { extra: 1 }), 400, "extra");
    expectProblem(await server.api(method, `${INTEGRATIONS}/${NOWHERE}/mapping${below}`, {}), 404);
  });

  test("the preview counts nothing", async () => {
    const path = `${INTEGRATIONS}/${await server.integration(freshName())}/mapping/preview`;
    expect(read(mappingPreview, await server.api("POST", path, {}))).toMatchObject({
      identities: 0,
      samples: [],
    });
  });
});
