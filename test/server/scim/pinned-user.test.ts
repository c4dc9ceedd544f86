import { parseFilter } from "../../../src/contract/scim/parse-filter";
import { USER } from "../../../src/contract/scim/resource";
import { pinnedUser } from "../../../src/server/scim/pinned-user";
import { canonicalFilter } from "../../../src/server/scim/read-filter";
import { MemoryBackend } from "./memory-backend";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

let backend: MemoryBackend;
let id: string;
beforeEach(async () => {
  backend = new MemoryBackend();
  const attributes = { userName: "ada", active: true, [ENTERPRISE]: { manager: { value: "m1" } } };
  id = (await backend.transaction((writes) => writes.createUser(attributes))).id;
});

async function totalOf(text: string, page = { offset: 0, limit: 10 }) {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  const found = await pinnedUser(backend, { filter: canonicalFilter(USER, parsed.filter), ...page });
  return found === null ? null : { total: found.total, shown: found.resources.length };
}

test("a user with that id and that manager is found", async () => {
  expect(await totalOf(`id eq "${id}" and manager eq "m1"`)).toEqual({ total: 1, shown: 1 });
});

test("the id may stand anywhere among the conditions", async () => {
  expect(await totalOf(`active eq true and (manager eq "m1" and id eq "${id}")`)).toEqual({
    total: 1,
    shown: 1,
  });
});

test.each(['id eq "ID" and manager eq "m2"', 'id eq "nobody" and manager eq "m1"'])(
  "nobody is found by %s",
  async (text) => {
    expect(await totalOf(text.replace("ID", id))).toEqual({ total: 0, shown: 0 });
  },
);

test("a page behind the one match shows nothing and counts it", async () => {
  const text = `id eq "${id}" and active eq true`;
  expect(await totalOf(text, { offset: 1, limit: 10 })).toEqual({ total: 1, shown: 0 });
});

test.each(['manager eq "m1"', 'id eq "x" or manager eq "m1"', 'not (id eq "x") and active eq true'])(
  "%s pins no id and is left to the backend",
  async (text) => {
    expect(await totalOf(text)).toBeNull();
  },
);
