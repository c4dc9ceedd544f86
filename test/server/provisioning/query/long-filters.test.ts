import * as z from "zod/mini";
import { PieceSize } from "../../../../src/server/pace";
import { addGroupOfAll, addManyUsers } from "../../support/many-users";
import { type Connection, read, TestServer } from "../../support/running-server";

/** So many that a filter of 64 comparisons takes several pieces. */
const USERS = 3_000;

const listed = z.object({
  totalResults: z.optional(z.int()),
  nextCursor: z.optional(z.string()),
  previousCursor: z.optional(z.string()),
  Resources: z.array(z.object({ id: z.string() })),
});
type Listed = z.infer<typeof listed>;

let server: TestServer;
let to: Connection;
beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  await addManyUsers(server, to.id, USERS);
  await addGroupOfAll(server, to.id, "everybody");
}, 60_000);
afterAll(() => server.stop());

const list = async (query: Readonly<Record<string, string>>, endpoint = "Users"): Promise<Listed> =>
  read(listed, await server.scim(to, "GET", `/${endpoint}?${new URLSearchParams(query)}`));

const idsOf = ({ Resources }: Listed) => Resources.map(({ id }) => id);

/** Users 1 to 64, each found by one comparison of the filter. The SQL cannot use an index for them. */
const found = Array.from({ length: 64 }, (_, at) => `user-${at + 1}`);
const filterOf = (attribute: string, end = "", names = found) =>
  names.map((name) => `${attribute} ew "${name}${end}"`).join(" or ");

// 64 comparisons for each user: 200,000 in all.
test.each([
  ["userName", filterOf("userName")],
  ["an e-mail address", filterOf("emails.value", "@example.com")],
  ["an attribute without a column", filterOf("title")],
  ["attributes with and without a column", filterOf("title").replaceAll("or title", "or userName")],
])("a filter of 64 comparisons finds everybody by %s", async (_what, filter) => {
  const all = await list({ filter });
  expect(all.totalResults).toBe(found.length);
  expect(idsOf(all).sort()).toEqual([...found].sort());
});

test("it may ask for the groups of a user too", async () => {
  const some = filterOf("userName", "", found.slice(0, 63));
  expect((await list({ filter: `(${some}) and groups.display co "every"` })).totalResults).toBe(63);
  expect((await list({ filter: `(${some}) and groups.display co "nobody"` })).totalResults).toBe(0);
});

test("its pages follow one order, by index and by cursor, there and back", async () => {
  const orders: Readonly<Record<string, string>>[] = [
    {},
    { sortBy: "userName" },
    { sortBy: "userName", sortOrder: "descending" },
  ];
  for (const order of orders) {
    const query = { filter: filterOf("userName"), ...order };
    const all = idsOf(await list({ ...query, count: "100" }));
    expect([...all].sort()).toEqual([...found].sort());
    const byIndex = [
      await list({ ...query, count: "50" }),
      await list({ ...query, startIndex: "51", count: "50" }),
    ];
    expect(byIndex.flatMap(idsOf)).toEqual(all);
    const first = await list({ ...query, cursor: "", count: "50" });
    const second = await list({ ...query, cursor: first.nextCursor ?? "", count: "50" });
    expect([first, second].flatMap(idsOf)).toEqual(all);
    expect(second.nextCursor).toBeUndefined();
    expect(idsOf(await list({ ...query, cursor: second.previousCursor ?? "", count: "50" }))).toEqual(
      idsOf(first),
    );
  }
});

// SQLite answers no other request while a statement runs.
test("it is looked for in pieces, and other requests run between them", async () => {
  const pieces = jest.spyOn(PieceSize.prototype, "end");
  await list({ filter: filterOf("userName") });
  expect(pieces.mock.calls.length).toBeGreaterThan(1);
  pieces.mockClear();
  await list({ filter: 'userName eq "user-7"' });
  expect(pieces).not.toHaveBeenCalled();
  // An index finds the user, but the statement would look at every member of every group twenty times.
  const ofGroups = found.slice(0, 20).map((name) => `groups.display ew "${name}"`);
  const filter = `userName eq "user-7" and (groups.display co "every" or ${ofGroups.join(" or ")})`;
  expect(idsOf(await list({ filter }))).toEqual(["user-7"]);
  expect(pieces).toHaveBeenCalled();
  pieces.mockRestore();
});

test("a group is found by its members, and a filter of many such comparisons is refused", async () => {
  expect(idsOf(await list({ filter: 'members.value eq "user-7"' }, "Groups"))).toEqual(["everybody"]);
  expect(idsOf(await list({ filter: 'members.display co "user-3000"' }, "Groups"))).toEqual(["everybody"]);
  const filter = found.map((name) => `members.display co "${name}"`).join(" or ");
  const answer = await server.scim(to, "GET", `/Groups?${new URLSearchParams({ filter })}`);
  expect(answer).toMatchObject({ status: 400, body: { scimType: "tooMany" } });
});
