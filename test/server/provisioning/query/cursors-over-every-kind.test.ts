/** Lists that hold users and groups alike. No test changes what is there. */
import { type Connection, TestServer } from "../../support/running-server";
import { addUsers, idsOf, type Page, type Query, search, USERS } from "./support/cursors";

let server: TestServer;
let to: Connection;
beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  await addUsers(server, to);
  for (const displayName of ["name 1", "name 2", "none", "name 3"]) {
    await server.scim(to, "POST", "/Groups", { displayName });
  }
});
afterAll(() => server.stop());

async function walked(query: Query): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; cursor = pages.at(-1)?.nextCursor) {
    pages.push(await search(server, to, "", { ...query, cursor }));
  }
  return pages;
}

test.each([
  [{}, USERS + 4],
  [{ filter: 'displayName sw "name"' }, 15],
  [{ filter: "active pr" }, USERS],
  [{ filter: "members pr or displayName eq none" }, 1],
  [{ sortOrder: "descending" }, USERS + 4],
  [{ sortBy: "displayName" }, USERS + 4],
  [{ sortBy: "meta.created", sortOrder: "descending" }, USERS + 4],
  [{ sortBy: "title", filter: 'displayName sw "name"' }, 15],
])("%j reaches everything once, with the total", async (query, total) => {
  const all = idsOf(await search(server, to, "", query));
  expect(all).toHaveLength(total);
  for (const count of [1, 4, 7, USERS, total, 100]) {
    const pages = await walked({ ...query, count });
    expect(pages.flatMap(idsOf)).toEqual(all);
    expect(new Set(pages.map(({ totalResults }) => totalResults))).toEqual(new Set([total]));
    expect(pages).toHaveLength(Math.ceil(total / count));
  }
});

test("a filter beyond the columns finds its match, and the answer has no total", async () => {
  const query = { filter: 'schemas pr and displayName sw "name"', count: 6 };
  const pages = await walked(query);
  expect(pages.flatMap(idsOf)).toEqual(idsOf(await search(server, to, "", { ...query, count: 100 })));
  expect(pages.map(({ totalResults }) => totalResults)).toEqual([undefined, undefined, undefined]);
});
