import { type IntegrationUser, integrationUserList } from "../../../../src/contract/gateway/integration-user";
import { MAX_PAGE } from "../../../../src/server/scim/size-limits";
import { directly } from "../../support/directly";
import { Network } from "../../support/network";
import { type Connection, read } from "../../support/running-server";
import { expectProblem, INTEGRATIONS, NOWHERE } from "../support/gateway";

let network: Network;
let to: Connection;

beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());
beforeEach(async () => {
  to = await network.connect();
});

async function list(query: Record<string, string> = {}) {
  const path = `${INTEGRATIONS}/${to.id}/users?${new URLSearchParams(query)}`;
  return read(integrationUserList, await network.server.api("GET", path));
}

async function users(query: Record<string, string> = {}): Promise<IntegrationUser[]> {
  return (await list(query))._embedded?.scimUserList ?? [];
}

test("a user is shown with its identity, and each attribute with where it came from", async () => {
  const id = await network.addUser(to, "Ada", {
    displayName: "Ada L.",
    externalId: "a-1",
    roles: [{ value: "engineer" }],
    entitlements: [{ value: "vpn" }, { value: "engineer" }],
  });
  const group = await network.addGroup(to, "Staff", [id]);
  await network.patch(to, `/Groups/${group}`, { op: "replace", path: "displayName", value: "Everybody" });
  const identity = await network.identityOf(id);
  const byHand = [...(identity?.roleAttributes ?? []), "guest"];
  await network.server.edge("PATCH", `/identities/${identity?.id}`, { roleAttributes: byHand });
  await network.server.edge("POST", `/identities/${identity?.id}/disable`, { durationMinutes: 0 });
  const now = network.server.now.toISOString();
  expect(await users()).toEqual([
    {
      id,
      delivery: null,
      userName: "Ada",
      displayName: "Ada L.",
      externalId: "a-1",
      active: true,
      identityId: identity?.id,
      identityName: "Ada",
      identityExternalId: null,
      identityDisabled: true,
      attributes: [
        {
          value: "Staff",
          sources: [{ kind: "group", groupId: group, groupName: "Everybody", frozenName: "Staff" }],
        },
        {
          value: "engineer",
          sources: [
            { kind: "role", frozenName: "engineer" },
            { kind: "entitlement", frozenName: "engineer" },
          ],
        },
        { value: "guest", sources: [{ kind: "manual", frozenName: "guest" }] },
        { value: "vpn", sources: [{ kind: "entitlement", frozenName: "vpn" }] },
      ],
      createdAt: now,
      lastModified: now,
    },
  ]);
});

test("a part of userName or displayName finds users in any case, without wildcards", async () => {
  await network.addUser(to, "Zoë_%", { displayName: "First" });
  await network.addUser(to, "bob", { displayName: "ZOË'S brother" });
  await network.addUser(to, "carol");
  const names = async (nameContains: string) =>
    (await users({ nameContains })).map(({ userName }) => userName);
  expect(await names("zoË")).toEqual(["bob", "Zoë_%"]);
  expect(await names("_")).toEqual(["Zoë_%"]);
  expect(await names("%")).toEqual(["Zoë_%"]);
  expect(await names("'s")).toEqual(["bob"]);
  expect(await names("")).toHaveLength(3);
  expect(await names("nobody")).toEqual([]);
  expect((await list({ nameContains: "zoë", size: "1" })).page.totalElements).toBe(2);
});

test("users are sorted and paged, and those of another integration stay out", async () => {
  for (const name of ["b", "A", "c"]) {
    await network.addUser(to, network.fresh(name));
    network.server.advance(1);
  }
  await network.addUser(await network.connect(), network.fresh("other"));
  const initials = async (query: Record<string, string>) =>
    (await users(query)).map(({ userName }) => userName[0]);
  expect(await initials({})).toEqual(["A", "b", "c"]);
  expect(await initials({ sort: "userName,desc" })).toEqual(["c", "b", "A"]);
  expect(await initials({ sort: "createdAt" })).toEqual(["b", "A", "c"]);
  expect(await initials({ sort: "lastModified,desc" })).toEqual(["c", "A", "b"]);
  expect(await initials({ size: "2", page: "1" })).toEqual(["c"]);
  expect(await initials({ page: "7" })).toEqual([]);
  expectProblem(await network.server.api("GET", `${INTEGRATIONS}/${to.id}/users?sort=active`), 400, "sort");
  expectProblem(await network.server.api("GET", `${INTEGRATIONS}/${NOWHERE}/users`), 404);
});

test("pages of people with very many attributes are smaller, and hold all of them", async () => {
  for (let at = 0; at < 3; at++) await network.addUser(to, network.fresh("many"));
  const numbers =
    "(with recursive n (i) as (select 1 union all select i + 1 from n where i < 6000) select i from n)";
  const value = `i || '${"x".repeat(1000)}'`;
  await directly(
    network.server.database,
    `insert into identity_attributes (identity_id, source, source_id, value)
     select identity_id, 'manual', '', ${value} from scim_users, ${numbers} as numbered
     where integration_id = '${to.id}'`,
  );
  const found: string[] = [];
  for (let page = 0, pages = 1; page < pages; page++) {
    const answer = await list({ size: "1000", page: String(page) });
    expect(JSON.stringify(answer).length).toBeLessThan(1.1 * MAX_PAGE);
    expect(answer.page).toMatchObject({ size: 1, totalPages: 3 });
    pages = answer.page.totalPages;
    found.push(...(answer._embedded?.scimUserList ?? []).map(({ id }) => id));
  }
  expect(new Set(found).size).toBe(3);
});
