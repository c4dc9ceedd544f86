import { mintedToken } from "../../../src/contract/gateway/token";
import { type Connection, read, TestServer } from "../support/running-server";

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

interface Line {
  readonly why?: string;
  readonly rule?: number;
  readonly msg: string;
}
const lines = () => server.log.map((line) => JSON.parse(line) as Line);

async function whyRefused(to: Connection): Promise<string | undefined> {
  const answer = await server.scim(to, "GET", "/Users");
  expect(answer.status).toBe(401);
  expect(JSON.stringify(answer.body)).toContain("send a valid token of this integration");
  return lines().findLast(({ why }) => why !== undefined)?.why;
}

test("the log says why a 401: unknown integration, expired, revoked, superseded or wrong token", async () => {
  const { id, token } = await server.connected("okta");
  const nowhere = "00000000-0000-4000-8000-000000000000";
  const other = await server.connected("entra");
  const tokens = `/scim/v1/integrations/${id}/tokens`;
  expect(await whyRefused({ id: nowhere, token })).toBe("unknown integration");
  expect(await whyRefused({ id: nowhere, token: "nfscim_guess" })).toBe("unknown integration");
  expect(await whyRefused({ id, token: "nfscim_guess" })).toBe("unknown token");
  expect(await whyRefused({ id, token: other.token })).toBe("token of another integration");
  const short = read(mintedToken, await server.api("POST", tokens, { lifetimeSeconds: 60 }));
  expect(await whyRefused({ id, token })).toBe("superseded token");
  server.advance(60);
  expect(await whyRefused({ id, token: short.token })).toBe("expired token");
  const revoked = read(mintedToken, await server.api("POST", tokens, {}));
  await server.api("DELETE", `${tokens}/${revoked.id}`);
  expect(await whyRefused({ id, token: revoked.token })).toBe("revoked token");
  const log = server.log.join("");
  for (const secret of [token, other.token, short.token, revoked.token]) expect(log).not.toContain(secret);
});

test("the log names the rule that refused a push", async () => {
  const byEmail = { externalIdField: "PRIMARY_EMAIL" };
  const [one, two] = [await server.connected("okta", byEmail), await server.connected("entra", byEmail)];
  const emails = [{ value: "ada@example.com", primary: true }];
  await server.scim(one, "POST", "/Users", { userName: "ada", emails });
  await server.scim(two, "POST", "/Users", { userName: "ada" });
  await server.scim(two, "POST", "/Users", { userName: "grace", emails });
  const refused = lines().filter(({ rule }) => rule !== undefined);
  expect(refused.map(({ rule }) => rule)).toEqual([9, 10]);
  expect(refused[1]?.msg).toContain("push refused: emails");
  expect(server.log.join("")).not.toContain("ada@example.com");
});

test("a secret is masked in path, query, headers and body", async () => {
  const { id, token } = await server.connected("okta");
  const access = await server.signIn();
  const jwt = `eyJhbGciOiJFUzI1NiJ9.${"e30".repeat(8)}.c2ln`;
  const headers = { authorization: `Bearer ${token}`, cookie: token, "content-type": "application/json" };
  for (const secret of [token, access, jwt]) {
    await server.send("GET", `/scim/v2/${secret}?token=${secret}`, { headers });
    await server.send("POST", `/scim/v2/${id}/Users/${secret}`, { headers, text: `{"token":"${secret}"` });
    await server.api("POST", `/core/v3/networks/${secret}/jwt-checks`, { tokens: [secret] });
    await server.edge("GET", `/identities/${secret}`);
  }
  const log = server.log.join("");
  expect(log).toContain("[secret]");
  for (const secret of [token, access, jwt]) expect(log).not.toContain(secret);
});
