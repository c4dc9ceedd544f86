import { TestServer } from "./support/running-server";

let server: TestServer;
let to: { readonly id: string; readonly token: string };
beforeEach(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
});
afterEach(() => server.stop());

const AT_ONCE = 16;
const numbers = Array.from({ length: AT_ONCE }, (_, at) => at);

async function made(path: string, body: unknown): Promise<string> {
  return ((await server.scim(to, "POST", path, body)).body as { id: string }).id;
}

function patch(path: string, ...Operations: unknown[]) {
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
  return server.scim(to, "PATCH", path, { schemas, Operations });
}

describe("concurrent requests", () => {
  test("of parallel POSTs of one userName, exactly one gets 201 and the others 409", async () => {
    for (const userName of ["ada", "grace", "radia"]) {
      const answers = await Promise.all(numbers.map(() => server.scim(to, "POST", "/Users", { userName })));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([201, ...Array.from({ length: AT_ONCE - 1 }, () => 409)]);
    }
    const { body } = await server.scim(to, "GET", "/Users");
    expect((body as { totalResults: number }).totalResults).toBe(3);
    const identities = await server.edge("GET", "/identities");
    expect((identities.body as { data: unknown[] }).data).toHaveLength(3);
  });

  test("of two integrations' parallel POSTs of one name, one succeeds; the log names the rule", async () => {
    const other = await server.connected("entra");
    for (const userName of ["ada", "grace", "radia", "edsger"]) {
      server.log.splice(0);
      const answers = await Promise.all(
        [to, other].map((one) => server.scim(one, "POST", "/Users", { userName })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const lines = server.log.map((line) => JSON.parse(line) as { rule?: number; level: string });
      expect(lines.flatMap(({ rule }) => rule ?? [])).toEqual([9]);
    }
  });

  test("members added in parallel all appear in the group and in the role attributes", async () => {
    const group = await made("/Groups", { displayName: "Engineering" });
    const users = await Promise.all(numbers.map((at) => made("/Users", { userName: `user-${at}` })));
    const answers = await Promise.all(
      users.map((value) => patch(`/Groups/${group}`, { op: "add", path: "members", value: [{ value }] })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    const { body } = await server.scim(to, "GET", `/Groups/${group}`);
    const members = (body as { members: { value: string }[] }).members.map(({ value }) => value);
    expect(members.sort()).toEqual(users.sort());
    const identities = await server.edge("GET", "/identities?limit=500");
    const { data } = identities.body as { data: { roleAttributes: string[] | null }[] };
    expect(data.filter(({ roleAttributes }) => roleAttributes?.length === 1)).toHaveLength(AT_ONCE);
  });

  test("parallel PATCHes of different attributes are all kept and all raise the version", async () => {
    const user = await made("/Users", { userName: "ada" });
    const attributes = ["displayName", "nickName", "title", "userType", "locale", "externalId"];
    const parts = ["familyName", "givenName", "middleName"].map((part) => `name.${part}`);
    const paths = [...attributes, ...parts];
    await Promise.all(
      paths.map((path) => patch(`/Users/${user}`, { op: "replace", path, value: `en-${path.length}` })),
    );
    const { body } = await server.scim(to, "GET", `/Users/${user}`);
    const kept = body as Record<string, unknown> & { name: Record<string, unknown> };
    const read = paths.map((path) => (path.startsWith("name.") ? kept.name[path.slice(5)] : kept[path]));
    expect(read).toEqual(paths.map((path) => `en-${path.length}`));
    expect((kept.meta as { version: string }).version).toContain(`${1 + paths.length}`);
  });

  test("parallel mints with one Idempotency-Key make one token", async () => {
    const key = { "idempotency-key": "a-key-that-nobody-guesses-0815" };
    const path = `/scim/v1/integrations/${to.id}/tokens`;
    const answers = await Promise.all(
      numbers.slice(0, 6).map(() => server.api("POST", path, { description: "once" }, key)),
    );
    const tokens = answers.map(({ body }) => (body as { token?: string }).token);
    expect(new Set(tokens).size).toBe(1);
    const { body } = await server.api("GET", path);
    expect((body as { tokens: { description: string | null }[] }).tokens).toHaveLength(2);
  });

  test("a revoked token opens nothing, whichever server process answers", async () => {
    const path = `/scim/v1/integrations/${to.id}/tokens`;
    const { body } = await server.api("GET", path);
    const [token] = (body as { tokens: { id: string }[] }).tokens;
    for (let copy = 0; copy < 2; copy++) {
      expect((await server.scim(to, "GET", "/Users")).status).toBe(200);
    }
    await server.api("DELETE", `${path}/${token?.id}`);
    for (let copy = 0; copy < 2; copy++) {
      expect((await server.scim(to, "GET", "/Users")).status).toBe(401);
    }
  });
});
