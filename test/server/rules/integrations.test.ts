import { integration } from "../../../src/contract/gateway/integration";
import { mintedToken, tokenList } from "../../../src/contract/gateway/token";
import { Network, policyBody } from "../support/network";
import { type Connection, read } from "../support/running-server";

const INTEGRATIONS = "/scim/v1/integrations";
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

const show = async (id: string) =>
  read(integration, await network.server.api("GET", `${INTEGRATIONS}/${id}`));
const mint = async (id: string, order: object = {}) =>
  read(mintedToken, await network.server.api("POST", `${INTEGRATIONS}/${id}/tokens`, order));
const scimStatus = async (to: Connection) => (await network.server.scim(to, "GET", "/Users")).status;

test("rule 1: an integration's name is unique and not empty, and its id never changes", async () => {
  const { server } = network;
  const [name, other] = [network.fresh("okta"), network.fresh("entra")];
  const id = await server.integration(name);
  const { networkId } = server.running;
  expect((await server.api("POST", INTEGRATIONS, { networkId, name: " " })).status).toBe(400);
  expect((await server.api("POST", INTEGRATIONS, { networkId, name })).status).toBe(409);
  const second = await server.integration(other);
  expect((await server.api("PATCH", `${INTEGRATIONS}/${second}`, { name })).status).toBe(409);
  const renamed = await server.api("PATCH", `${INTEGRATIONS}/${id}`, { name: network.fresh("renamed") });
  expect(read(integration, renamed).id).toBe(id);
});

test("rule 2: the auth policy exists, is the default one if absent, and stays while in use", async () => {
  const { server } = network;
  const policyId = await network.create("auth-policies", policyBody(network.fresh("policy")));
  const to = await network.connect();
  expect((await show(to.id)).mapping.authPolicyId).toBe("default");
  expect((await network.setMapping(to, { authPolicyId: "nowhere" })).status).toBe(400);
  expect((await network.setMapping(to, { authPolicyId: policyId })).status).toBe(200);
  expect((await server.edge("DELETE", `/auth-policies/${policyId}`)).status).toBe(409);
  await network.setMapping(to, {});
  expect((await server.edge("DELETE", `/auth-policies/${policyId}`)).status).toBe(200);
});

test.each([
  ["a path without CUSTOM", { externalIdField: "USER_NAME", externalIdCustomPath: "externalId" }, 400],
  ["CUSTOM without a path", { externalIdField: "CUSTOM" }, 400],
  ["a path that does not parse", { externalIdField: "CUSTOM", externalIdCustomPath: "emails[" }, 400],
  ["a path that names no text", { externalIdField: "CUSTOM", externalIdCustomPath: "active" }, 400],
  ["a path that names one text", { externalIdField: "CUSTOM", externalIdCustomPath: "externalId" }, 200],
])("rule 3: the custom path goes with CUSTOM and names a single text: %s", async (_what, mapping, status) => {
  const to = await network.connect();
  expect((await network.setMapping(to, mapping)).status).toBe(status);
});

test("rule 4: an integration starts without a token; a token is shown once and lives a year", async () => {
  const { server } = network;
  const id = await server.integration(network.fresh("tokens"));
  expect((await show(id)).hasAuthToken).toBe(false);
  expect(await scimStatus({ id, token: "nfscim_guess" })).toBe(401);
  const { token, createdAt, expiresAt } = await mint(id);
  expect(Date.parse(expiresAt ?? "") - Date.parse(createdAt)).toBe(YEAR_MS);
  const answers = [await show(id), (await server.api("GET", `${INTEGRATIONS}/${id}/tokens`)).body];
  expect(JSON.stringify([answers, server.log])).not.toContain(token);
  expect((await show(id)).hasAuthToken).toBe(true);
});

test("rule 5: a new token ends the former at once; an expired or revoked one opens nothing", async () => {
  const { server } = network;
  const id = await server.integration(network.fresh("rotation"));
  const former = await mint(id);
  const { token, id: tokenId } = await mint(id, { lifetimeSeconds: 60 });
  expect(await scimStatus({ id, token: former.token })).toBe(401);
  expect(await scimStatus({ id, token })).toBe(200);
  server.advance(60);
  expect(await scimStatus({ id, token })).toBe(401);
  const { hasAuthToken, tokenExpiresAt } = await show(id);
  expect({ hasAuthToken, tokenExpiresAt }).toEqual({
    hasAuthToken: false,
    tokenExpiresAt: server.now.toISOString(),
  });
  const revoked = await mint(id);
  await server.api("DELETE", `${INTEGRATIONS}/${id}/tokens/${revoked.id}`);
  expect([await scimStatus({ id, token: revoked.token }), (await show(id)).hasAuthToken]).toEqual([
    401,
    false,
  ]);
  const { tokens } = read(tokenList, await server.api("GET", `${INTEGRATIONS}/${id}/tokens`));
  const states = new Map(tokens.map((one) => [one.id, one.state]));
  expect([former.id, tokenId, revoked.id].map((one) => states.get(one))).toEqual([
    "superseded",
    "expired",
    "revoked",
  ]);
});

test("rule 6: a token opens only its own integration, and ends with it", async () => {
  const [one, two] = [await network.connect(), await network.connect()];
  expect(await scimStatus({ id: two.id, token: one.token })).toBe(401);
  await network.server.api("DELETE", `${INTEGRATIONS}/${one.id}`);
  expect([await scimStatus(one), await scimStatus(two)]).toEqual([401, 200]);
});

describe("rule 7: deleting an integration", () => {
  async function deleted(query: string) {
    const to = await network.connect({ externalIdField: "USER_NAME" });
    const userName = network.fresh("ada");
    const userId = await network.addUser(to, userName);
    await network.addGroup(to, "Engineering", [userId]);
    const before = await network.identityOf(userId);
    if (before === null) throw new Error("the user has no identity");
    expect((await network.server.api("DELETE", `${INTEGRATIONS}/${to.id}${query}`)).status).toBe(204);
    return { before, after: (await network.identities()).get(before.id) };
  }

  test("rule 7: keeps the identities without their tags by default", async () => {
    const { before, after } = await deleted("");
    const { name, externalId, roleAttributes, disabled } = before;
    expect(after).toMatchObject({ name, externalId, roleAttributes, disabled, tags: {} });
  });

  test("rule 7: disables them on request", async () => {
    expect((await deleted("?identities=disable")).after).toMatchObject({ disabled: true, tags: {} });
  });

  test("rule 7: deletes them on request", async () => {
    expect((await deleted("?identities=delete")).after).toBeUndefined();
  });
});
