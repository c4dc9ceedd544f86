import { identityList } from "../../../../src/contract/edge/identity";
import { addManyUsers } from "../../support/many-users";
import { read, TestServer } from "../../support/running-server";

/** So many that a filter of sixty comparisons takes several pieces. */
const IDENTITIES = 3_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await addManyUsers(server, (await server.connected("okta")).id, IDENTITIES);
}, 60_000);
afterAll(() => server.stop());

const names = Array.from({ length: 60 }, (_, at) => `user-${1000 + at}`);
const filter = names.map((name) => `name icontains "${name.toUpperCase()}"`).join(" or ");

async function list(query: Readonly<Record<string, string>>) {
  const { data, meta } = read(
    identityList,
    await server.edge("GET", `/identities?${new URLSearchParams({ filter, ...query })}`),
  );
  return { names: data.map(({ name }) => name), total: meta.pagination.totalCount };
}

test.each([
  ["name asc", names],
  ["name desc", [...names].reverse()],
])("a filter of sixty icontains finds a page sorted by %s", async (sort, sorted) => {
  expect(await list({ sort, limit: "25", offset: "20" })).toEqual({
    names: sorted.slice(20, 45),
    total: names.length,
  });
});

test("without a sort it finds everybody, and nobody beyond the end", async () => {
  const all = await list({ limit: "500" });
  expect([all.names.sort(), all.total]).toEqual([names, names.length]);
  expect(await list({ offset: "60" })).toEqual({ names: [], total: names.length });
});

// SQLite answers no other request while a statement runs.
test("other requests are answered while it is looked for", async () => {
  let turns = 0;
  const turn = () => {
    turns += 1;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  await list({ limit: "1" });
  clearImmediate(next);
  expect(turns).toBeGreaterThan(5);
});

test("a role filter may name fifty roles", async () => {
  const query = new URLSearchParams({ roleSemantic: "AnyOf", limit: "100" });
  for (let at = 1; at <= 50; at++) query.append("roleFilter", `@user-${at}`);
  const { data } = read(identityList, await server.edge("GET", `/identities?${query}`));
  expect(data).toHaveLength(50);
});
