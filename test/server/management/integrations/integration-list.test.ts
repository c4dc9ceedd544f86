import fc from "fast-check";
import { type Integration, integration, integrationList } from "../../../../src/contract/gateway/integration";
import { foldText } from "../../../../src/contract/scim/fold-text";
import { addManyUsers } from "../../support/many-users";
import { Network } from "../../support/network";
import { read } from "../../support/running-server";
import { expectProblem, INTEGRATIONS } from "../support/gateway";

let network: Network;

beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

async function listed(query: Record<string, string>): Promise<Integration[]> {
  const path = `${INTEGRATIONS}?${new URLSearchParams(query)}`;
  return read(integrationList, await network.server.api("GET", path))._embedded?.integrationList ?? [];
}

async function names(query: Record<string, string>): Promise<string[]> {
  return (await listed(query)).map(({ name }) => name);
}

async function passDays(days: number): Promise<void> {
  network.server.advance(days * 24 * 60 * 60);
  await network.server.signIn();
}

test("a part of the name finds an integration in any case, and knows no wildcards", async () => {
  const all = ["Okta %prod", "okta_prod", "Entra Müller", "GOOGLE", "İstanbul"];
  for (const name of all) await network.server.integration(name);
  expect(await names({ nameContains: "OKTA" })).toEqual(["Okta %prod", "okta_prod"]);
  expect(await names({ nameContains: "a %" })).toEqual(["Okta %prod"]);
  expect(await names({ nameContains: "_" })).toEqual(["okta_prod"]);
  expect(await names({ nameContains: "MÜLLER" })).toEqual(["Entra Müller"]);
  expect(await names({ nameContains: "mu\u0308ller" })).toEqual(["Entra Müller"]);
  expect(await names({ nameContains: "okta", name: "okta_prod" })).toEqual(["okta_prod"]);
  expect(await names({ nameContains: "nobody" })).toEqual([]);
  expect(await names({ nameContains: "" })).toHaveLength(all.length);
  const twice = await network.server.api("GET", `${INTEGRATIONS}?nameContains=a&nameContains=b`);
  expectProblem(twice, 400, "nameContains");
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.constantFrom("%", "_", "'", "\\", "ü")), async (part) => {
      fc.pre(!part.includes("\0"));
      const expected = all.filter((name) => foldText(name).includes(foldText(part)));
      expect((await names({ nameContains: part })).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 30 },
  );
});

test("each integration says how many people it has, and pages count what the search found", async () => {
  const [a, b] = [await network.connect(), await network.connect()];
  await addManyUsers(network.server, b.id, 30);
  await network.addUser(a, "ada");
  await network.createIdentity("nobody's");
  const found = await listed({ sort: "identityCount,desc" });
  expect(found.map(({ id, identityCount }) => [id, identityCount])).toEqual([
    [b.id, 30],
    [a.id, 1],
  ]);
  const path = `${INTEGRATIONS}?nameContains=integration-1&size=1`;
  expect(read(integrationList, await network.server.api("GET", path)).page.totalElements).toBe(1);
});

test("lastPushAt is when a request with any of its tokens last came", async () => {
  const silent = await network.connect();
  const early = await network.connect();
  const late = await network.connect();
  await network.addUser(early, "ada");
  await passDays(1);
  await network.addUser(late, "bob");
  const pushed = network.server.now.toISOString();
  // A new token has not been used yet, and the old one still counts.
  await network.server.api("POST", `${INTEGRATIONS}/${late.id}/tokens`, {});
  const one = read(integration, await network.server.api("GET", `${INTEGRATIONS}/${late.id}`));
  expect(one.lastPushAt).toBe(pushed);
  const ids = async (sort: string) => (await listed({ sort })).map(({ id }) => id);
  expect(await ids("lastPushAt,asc")).toEqual([early.id, late.id, silent.id]);
  expect(await ids("lastPushAt,desc")).toEqual([late.id, early.id, silent.id]);
  expect((await listed({ sort: "lastPushAt,desc" })).at(-1)?.lastPushAt).toBeNull();
});

test("refusedPushes counts the pushes that were refused in the last 30 days, and nothing else", async () => {
  const [clean, refusing] = [await network.connect(), await network.connect()];
  await network.addUser(refusing, "ada");
  const again = await network.server.scim(refusing, "POST", "/Users", { userName: "ada" });
  expect(again.status).toBe(409);
  await network.server.scim(refusing, "GET", "/Users/nobody");
  await network.server.scim({ ...refusing, token: "wrong" }, "POST", "/Users", { userName: "bob" });
  await network.server.api("PATCH", `${INTEGRATIONS}/${refusing.id}`, { name: " " });
  const found = await listed({ sort: "refusedPushes,desc" });
  expect(found.map(({ id, refusedPushes }) => [id, refusedPushes])).toEqual([
    [refusing.id, 1],
    [clean.id, 0],
  ]);
  await passDays(31);
  expect((await listed({})).map(({ refusedPushes }) => refusedPushes)).toEqual([0, 0]);
});

test("sorts by the end of the newest token; those without an end come last either way", async () => {
  const withToken = async (lifetimeSeconds: number | null) => {
    const id = await network.server.integration(network.fresh("integration"));
    await network.server.api("POST", `${INTEGRATIONS}/${id}/tokens`, { lifetimeSeconds: 60 });
    await network.server.api("POST", `${INTEGRATIONS}/${id}/tokens`, { lifetimeSeconds });
    return id;
  };
  const [long, short, endless] = [await withToken(7200), await withToken(3600), await withToken(null)];
  const ids = async (sort: string) => (await listed({ sort })).map(({ id }) => id);
  expect(await ids("tokenExpiresAt")).toEqual([short, long, endless]);
  expect(await ids("tokenExpiresAt,desc")).toEqual([long, short, endless]);
});
