import * as z from "zod/mini";
import { MAX_PAGE } from "../../../../src/server/scim/size-limits";
import { addGroupOfAll, addManyUsers } from "../../support/many-users";
import { type Connection, read, TestServer } from "../../support/running-server";

/** Users and groups of nearly 1 MiB each. All of them together pass 16 MiB. */
const LARGE = 18;
const EXTENSION = "urn:example:params:scim:schemas:extension:notes:2.0:User";
const notes = Object.fromEntries(Array.from({ length: 15 }, (_, at) => [`note${at}`, "x".repeat(65_000)]));

const created = z.object({ id: z.string() });
const listed = z.object({
  totalResults: z.optional(z.int()),
  itemsPerPage: z.int(),
  nextCursor: z.optional(z.string()),
  previousCursor: z.optional(z.string()),
  Resources: z.array(z.object({ id: z.string() })),
});
type Listed = z.infer<typeof listed>;

let server: TestServer;
let to: Connection;
const ids: string[] = [];
beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  for (let at = 0; at < LARGE; at++) {
    const user = { userName: `large-${at}`, title: `t${at}`, [EXTENSION]: notes };
    ids.push(read(created, await server.scim(to, "POST", "/Users", user)).id);
  }
  await server.scim(to, "POST", "/Groups", { displayName: "small" });
}, 60_000);
afterAll(() => server.stop());

async function list(path: string, query: Readonly<Record<string, string>>): Promise<Listed> {
  const answer =
    path === "/.search"
      ? await server.scim(to, "POST", path, query)
      : await server.scim(to, "GET", `${path}?${new URLSearchParams(query)}`);
  expect(Buffer.byteLength(JSON.stringify(answer.body))).toBeLessThan(MAX_PAGE);
  return read(listed, answer);
}

const idsOf = ({ Resources }: Listed) => Resources.map(({ id }) => id);

async function walkByIndex(path: string, query: Readonly<Record<string, string>>): Promise<string[][]> {
  const pages: string[][] = [];
  for (let startIndex = 1; ; ) {
    const page = await list(path, { ...query, startIndex: String(startIndex) });
    if (page.itemsPerPage === 0) return pages;
    pages.push(idsOf(page));
    startIndex += page.itemsPerPage;
  }
}

async function walkByCursor(path: string, query: Readonly<Record<string, string>>): Promise<Listed[]> {
  const pages = [await list(path, { ...query, cursor: "" })];
  for (let cursor = pages[0]?.nextCursor; cursor !== undefined; cursor = pages.at(-1)?.nextCursor) {
    pages.push(await list(path, { ...query, cursor }));
  }
  return pages;
}

test.each([
  ["/Users", {}],
  ["/Users", { sortBy: "userName", sortOrder: "descending" }],
  ["/Users", { sortBy: "title" }],
  ["/Users", { filter: "title pr" }],
  ["/Users", { filter: "active eq true" }],
  ["/.search", {}],
  ["/.search", { sortBy: "displayName" }],
])("a page of %s with %j that would pass 16 MiB holds fewer, and none is missed", async (path, query) => {
  const wanted = path === "/Users" ? LARGE : LARGE + 1;
  const pages = await walkByIndex(path, query);
  expect(pages.length).toBeGreaterThan(1);
  expect(new Set(pages.flat()).size).toBe(wanted);
  expect(pages.flat()).toHaveLength(wanted);
  const byCursor = await walkByCursor(path, query);
  expect(byCursor.flatMap(idsOf)).toEqual(pages.flat());
});

test("a page before a cursor ends where it should", async () => {
  const pages = await walkByCursor("/Users", { sortBy: "userName" });
  const all = pages.flatMap(idsOf);
  const back = await list("/Users", { sortBy: "userName", cursor: pages.at(-1)?.previousCursor ?? "" });
  const end = all.length - (pages.at(-1)?.Resources.length ?? 0);
  expect(idsOf(back)).toEqual(all.slice(end - back.Resources.length, end));
});

test("a page of groups counts their members", async () => {
  const other = await server.connected("entra");
  await addManyUsers(server, other.id, 3_000);
  for (let at = 0; at < 30; at++) await addGroupOfAll(server, other.id, `group-${at}`);
  const page = (query: string) => server.scim(other, "GET", `/Groups?${query}`);
  const first = await page("sortBy=displayName");
  expect(read(listed, first).totalResults).toBe(30);
  expect(read(listed, first).Resources.length).toBeLessThan(30);
  expect(Buffer.byteLength(JSON.stringify(first.body))).toBeLessThan(MAX_PAGE);
  expect(read(listed, await page("excludedAttributes=members")).Resources).toHaveLength(30);
}, 60_000);
