import fc from "fast-check";
import * as z from "zod/mini";
import { type Connection, read, TestServer } from "../../support/running-server";

const listed = z.object({
  totalResults: z.optional(z.int()),
  previousCursor: z.optional(z.string()),
  nextCursor: z.optional(z.string()),
  Resources: z.array(z.object({ id: z.string() })),
});
type Page = z.infer<typeof listed>;
type Query = Readonly<Record<string, string | number>>;

const USERS = 17;

const ORDERS: readonly Query[] = [
  {},
  { sortOrder: "descending" },
  { sortBy: "userName" },
  // Some users have no value, and some have the same value.
  { sortBy: "displayName" },
  { sortBy: "displayName", sortOrder: "descending" },
  { sortBy: "meta.lastModified", sortOrder: "descending" },
];
const FILTERS: readonly Query[] = [
  {},
  { filter: "active eq true" },
  // These attributes have no column.
  { filter: "title pr" },
];

let server: TestServer;
let to: Connection;
beforeEach(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
});
afterEach(() => server.stop());

async function addUsers(): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < USERS; at++) {
    const user = {
      userName: `${(at * 7) % USERS}-user`,
      active: at % 3 > 0,
      ...(at % 4 > 0 && { displayName: `name ${at % 5}` }),
      ...(at % 5 > 0 && { title: "Clerk" }),
    };
    ids.push(read(z.object({ id: z.string() }), await server.scim(to, "POST", "/Users", user)).id);
    server.advance(at % 2);
  }
  return ids;
}

const search = async (path: string, query: Query): Promise<Page> =>
  read(listed, await server.scim(to, "POST", `${path}/.search`, query));

const idsOf = ({ Resources }: Page) => Resources.map(({ id }) => id);

test("the previous cursor leads back to the same page, in every order, for every filter", async () => {
  await addUsers();
  const questions = ORDERS.flatMap((order) => FILTERS.map((filter) => ({ ...order, ...filter })));
  for (const question of questions) {
    const all = idsOf(await search("/Users", question));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(fc.boolean()), async (count, ways) => {
        const pages = Array.from({ length: Math.ceil(all.length / count) }, (_, at) =>
          all.slice(at * count, (at + 1) * count),
        );
        let [at, page] = [0, await search("/Users", { ...question, count, cursor: "" })];
        for (const isOn of [true, true, ...ways]) {
          expect(idsOf(page)).toEqual(pages[at]);
          expect([page.previousCursor === undefined, page.nextCursor === undefined]).toEqual([
            at === 0,
            at === pages.length - 1,
          ]);
          const cursor = isOn ? page.nextCursor : page.previousCursor;
          if (cursor === undefined) continue;
          page = await search("/Users", { ...question, count, cursor });
          at += isOn ? 1 : -1;
        }
      }),
      { numRuns: 5 },
    );
  }
}, 60_000);

test("the way back misses no remaining user, and starts at the first page when none remains", async () => {
  const all = (await addUsers()).sort();
  const first = await search("/Users", { cursor: "", count: 5 });
  const second = await search("/Users", { cursor: first.nextCursor ?? "", count: 5 });
  const previous = { cursor: second.previousCursor ?? "", count: 5 };
  const remove = (id = "") => server.scim(to, "DELETE", `/Users/${id}`);
  for (const at of [1, 5]) await remove(all[at]);
  const back = await search("/Users", previous);
  expect(idsOf(back)).toEqual([0, 2, 3, 4].map((at) => all[at]));
  expect(back).not.toHaveProperty("previousCursor");
  const on = await search("/Users", { cursor: back.nextCursor ?? "", count: 3 });
  expect(idsOf(on)).toEqual(all.slice(6, 9));
  for (const at of [0, 2, 3, 4]) await remove(all[at]);
  expect(idsOf(await search("/Users", previous))).toEqual(all.slice(6, 11));
});

test("groups can be paged back too", async () => {
  for (const displayName of ["a", "b", "c", "d"]) await server.scim(to, "POST", "/Groups", { displayName });
  const all = idsOf(await search("/Groups", {}));
  const first = await search("/Groups", { cursor: "", count: 2 });
  const second = await search("/Groups", { cursor: first.nextCursor ?? "", count: 2 });
  expect(idsOf(second)).toEqual(all.slice(2));
  expect(idsOf(await search("/Groups", { cursor: second.previousCursor ?? "", count: 2 }))).toEqual(
    all.slice(0, 2),
  );
});

describe("over every kind", () => {
  async function walked(query: Query): Promise<Page[]> {
    const pages: Page[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; cursor = pages.at(-1)?.nextCursor) {
      pages.push(await search("", { ...query, cursor }));
    }
    return pages;
  }

  beforeEach(async () => {
    await addUsers();
    for (const displayName of ["name 1", "name 2", "none", "name 3"]) {
      await server.scim(to, "POST", "/Groups", { displayName });
    }
  });

  test.each([
    [{}, USERS + 4],
    [{ filter: 'displayName sw "name"' }, 15],
    [{ filter: "active pr" }, USERS],
    [{ filter: "members pr or displayName eq none" }, 1],
    [{ sortOrder: "descending" }, USERS + 4],
  ])("%j reaches everything once, users first, with the total", async (query, total) => {
    const all = idsOf(await search("", query));
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
    expect(pages.flatMap(idsOf)).toEqual(idsOf(await search("", { ...query, count: 100 })));
    expect(pages.map(({ totalResults }) => totalResults)).toEqual([undefined, undefined, undefined]);
  });

  test("a sort is refused, not ignored", async () => {
    const answer = await server.scim(to, "POST", "/.search", { sortBy: "meta.created", cursor: "" });
    expect(answer).toMatchObject({ status: 400, body: { scimType: "invalidPath" } });
  });
});
