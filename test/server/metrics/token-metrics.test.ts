import { TOKEN_STANDINGS } from "../../../src/contract/gateway/token-standing";
import { type Connection, TestServer } from "../support/running-server";

const DAY = 24 * 60 * 60;

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start({ maxTokenOverlapSeconds: DAY });
});
afterEach(() => server.stop());

/** The samples of a metric: the value of its one label, and the number. Zeros are left out. */
async function samples(name: string): Promise<Record<string, number>> {
  const text = String((await server.send("GET", "/metrics")).body);
  const lines = [...text.matchAll(new RegExp(`^${name}\\{\\w+="([^"]+)"\\} (\\d+)$`, "gm"))];
  return Object.fromEntries(
    lines.map(([, label = "", count]) => [label, Number(count)]).filter(([, count]) => count !== 0),
  );
}
const integrations = () => samples("netfoundry_scim_integrations");
const refused = () => samples("netfoundry_scim_refused_tokens_total");

const tokens = ({ id }: Pick<Connection, "id">) => `/scim/v1/integrations/${id}/tokens`;
const mint = async (to: Pick<Connection, "id">, body: object = {}) =>
  (await server.api("POST", tokens(to), body)).body as { id: string; token: string };
const push = (to: Connection) => server.scim(to, "GET", "/Users");
const states = async (to: Pick<Connection, "id">) =>
  ((await server.api("GET", tokens(to))).body as { tokens: { state: string }[] }).tokens.map(
    ({ state }) => state,
  );

describe("/metrics counts integrations by their token", () => {
  test("never used, live with the first push, expiring in its last days, then expired", async () => {
    const to = await server.connected("okta");
    expect(await integrations()).toEqual({ never_used: 1 });
    await push(to);
    expect(await integrations()).toEqual({ live: 1 });
    server.advance(355 * DAY);
    await server.signIn();
    expect(await integrations()).toEqual({ expiring: 1 });
    server.advance(10 * DAY);
    await server.signIn();
    expect(await integrations()).toEqual({ expired: 1 });
    expect(await states(to)).toEqual(["expired"]);
  });

  test("revoked, none, and overlapping where only the former token is left", async () => {
    const to = await server.connected("okta");
    await server.connected("entra");
    const next = await mint(to, { overlapSeconds: 3600 });
    expect(await integrations()).toEqual({ never_used: 2 });
    await server.api("DELETE", `${tokens(to)}/${next.id}`);
    expect(await integrations()).toEqual({ never_used: 1, overlapping: 1 });
    expect(await states(to)).toEqual(["revoked", "overlapping"]);
    server.advance(3600);
    await server.signIn();
    expect(await integrations()).toEqual({ never_used: 1, revoked: 1 });
    expect(await states(to)).toEqual(["revoked", "superseded"]);
  });

  test("with a sample for each word, so that an alert can name one that has not come yet", async () => {
    const text = String((await server.send("GET", "/metrics")).body);
    for (const word of TOKEN_STANDINGS)
      expect(text).toContain(`\nnetfoundry_scim_integrations{token="${word}"} 0\n`);
  });
});

describe("/metrics counts refused tokens by what was wrong with them", () => {
  test("superseded, expired, revoked and others are told apart, in the words of the log", async () => {
    const to = await server.connected("okta");
    const other = await server.connected("entra");
    const next = await mint(to);
    await push(to);
    const { token } = next;
    server.advance(366 * DAY);
    await server.signIn();
    await push({ ...to, token });
    const last = await mint(to);
    await server.api("DELETE", `${tokens(to)}/${last.id}`);
    await push({ ...to, token: last.token });
    await push({ ...to, token: "made-up" });
    await push({ ...to, token: other.token });
    await push({ id: "made-up", token: "made-up" });
    const expected = {
      "superseded token": 1,
      "expired token": 1,
      "revoked token": 1,
      "unknown token": 1,
      "token of another integration": 1,
      "unknown integration": 1,
    };
    expect(await refused()).toEqual(expected);
    const log = server.log.join("");
    for (const why of Object.keys(expected)) expect(log).toContain(`"why":"${why}"`);
  });
});
