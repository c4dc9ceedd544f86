import fc from "fast-check";
import { type Connection, TestServer } from "../../support/running-server";
import { addUsers as addUsersTo, idsOf, type Query, search as searchOn } from "./support/cursors";

const ORDERS: readonly Query[] = [
  {},
  { sortOrder: "descending" },
  { sortBy: "userName" },
  // Some users have no value, and some have the same value.
  { sortBy: "displayName" },
  { sortBy: "displayName", sortOrder: "descending" },
  { sortBy: "meta.lastModified", sortOrder: "descending" },
  // These attributes have no column.
  { sortBy: "title" },
  { sortBy: "active", sortOrder: "descending" },
];
const FILTERS: readonly Query[] = [
  {},
  { filter: "active eq true" },
  // This attribute has no column.
  { filter: "title pr" },
];

let server: TestServer;
let to: Connection;
const start = async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
};
const stop = () => server.stop();

const addUsers = () => addUsersTo(server, to);
const search = (path: string, query: Query) => searchOn(server, to, path, query);

describe("the previous cursor leads back to the same page, for every filter", () => {
  beforeAll(async () => {
    await start();
    await addUsers();
  });
  afterAll(stop);

  test.each(ORDERS)(
    "in the order %j",
    async (order) => {
      for (const filter of FILTERS) {
        const question = { ...order, ...filter };
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
    },
    60_000,
  );
});

describe("on a server of its own", () => {
  beforeEach(start);
  afterEach(stop);

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
});
