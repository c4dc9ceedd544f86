import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "libsql";
import { GroupCommit } from "../../../src/server/store/sqlite/group-commit";
import { Statements } from "../../../src/server/store/sqlite/statements";

let folder: string;
let file: string;
let writer: Statements;
let commits: GroupCommit;
let begun: jest.SpyInstance;
let committed: jest.SpyInstance;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "netfoundry-scim-commits-"));
  file = join(folder, "commits.sqlite");
  writer = new Statements(new SqliteDatabase(file));
  writer.connection.pragma("journal_mode = WAL");
  writer.run("create table names (name text primary key)");
  begun = jest.spyOn(writer, "begin");
  committed = jest.spyOn(writer, "commit");
  commits = new GroupCommit(writer);
});
afterEach(() => {
  writer.close();
  rmSync(folder, { recursive: true, force: true });
});

const add = (name: string) => {
  writer.run("insert into names values (?)", [name]);
};

/** What another connection sees: what is committed. */
function kept(): string[] {
  const other = new Statements(new SqliteDatabase(file));
  const rows = other.all<{ name: string }>("select name from names order by name", []);
  other.close();
  return rows.map(({ name }) => name);
}

test("work of one turn shares one commit, and none is told before it is kept", async () => {
  const seen: string[][] = [];
  await Promise.all(
    ["a", "b", "c"].map((name) => commits.run(() => add(name)).then(() => seen.push(kept()))),
  );
  expect(seen).toEqual([
    ["a", "b", "c"],
    ["a", "b", "c"],
    ["a", "b", "c"],
  ]);
  expect(begun).toHaveBeenCalledTimes(1);
  expect(committed).toHaveBeenCalledTimes(1);
});

test("work that fails after it wrote leaves nothing, and the others are kept with what they came to at last", async () => {
  let tries = 0;
  const outcomes = await Promise.allSettled([
    commits.run(() => {
      add("before");
      return ++tries;
    }),
    commits.run(() => {
      add("half");
      throw new Error("refused");
    }),
    commits.run(() => add("after")),
  ]);
  expect(outcomes).toMatchObject([
    { status: "fulfilled", value: 2 },
    { status: "rejected", reason: { message: "refused" } },
    { status: "fulfilled" },
  ]);
  expect(kept()).toEqual(["after", "before"]);
});

test("work that fails before it wrote costs the others nothing", async () => {
  let tries = 0;
  const before = commits.run(() => {
    tries += 1;
    add("before");
  });
  await expect(commits.run(() => Promise.reject(new Error("not found")))).rejects.toThrow("not found");
  await expect(
    commits.run(() => {
      writer.first("select name from names", []);
      add("before");
    }),
  ).rejects.toThrow("UNIQUE");
  await before;
  expect(tries).toBe(1);
  expect(kept()).toEqual(["before"]);
});

test("work that fails after it changed nothing costs the others nothing", async () => {
  let tries = 0;
  const outcomes = await Promise.allSettled([
    commits.run(() => {
      add("before");
      return ++tries;
    }),
    commits.run(() => {
      writer.run('insert into "names" values (?) on conflict do nothing', ["before"]);
      throw new Error("refused");
    }),
  ]);
  expect(outcomes).toMatchObject([{ status: "fulfilled", value: 1 }, { reason: new Error("refused") }]);
  expect(kept()).toEqual(["before"]);
});

test("work that cannot be done again is refused, and takes nobody along", async () => {
  let isFirst = true;
  const once = commits.run(() => {
    add("once");
    if (!isFirst) throw new Error("gone meanwhile");
    isFirst = false;
  });
  const other = commits.run(() => add("other"));
  const failing = commits.run(() => {
    add("half");
    throw new Error("refused");
  });
  const outcomes = await Promise.allSettled([once, other, failing]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
  expect(kept()).toEqual(["other"]);
});

test("a commit that fails is told to everybody in it, and the next work is kept", async () => {
  const together = ["a", "b"].map((name) => commits.run(() => add(name)));
  committed.mockImplementationOnce(() => {
    throw new Error("disk full");
  });
  const outcomes = await Promise.allSettled(together);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await commits.run(() => add("c"));
  expect(kept()).toEqual(["c"]);
});

test("a transaction of its own shares its commit with nobody", async () => {
  const before = commits.run(() => add("before"));
  const alone = commits.enterAlone().then(() => {
    add("undone");
    commits.undoAlone();
  });
  const after = commits.run(() => add("after"));
  await Promise.all([before, alone, after]);
  expect(kept()).toEqual(["after", "before"]);
});
