import { join } from "node:path";
import SqliteDatabase from "libsql";
import { GroupCommit } from "../../../src/server/store/sqlite/group-commit";
import { PreparedStatements } from "../../../src/server/store/sqlite/prepared-statements";
import { temporaryFolder } from "../../support/temporary-folder";

let file: string;
let writer: PreparedStatements;
let commits: GroupCommit;
let ran: jest.SpyInstance<void, [sql: string]>;

beforeEach(() => {
  file = join(temporaryFolder(), "commits.sqlite");
  const connection = new SqliteDatabase(file);
  connection.pragma("journal_mode = WAL");
  writer = new PreparedStatements(connection);
  writer.run("create table names (name text primary key)");
  ran = jest.spyOn(writer, "run");
  commits = new GroupCommit(writer);
});
afterEach(() => writer.close());

const add = (name: string) => {
  writer.execute({ sql: "insert into names values (?)", parameters: [name] });
};

const countOf = (statement: string) => ran.mock.calls.filter(([sql]) => sql === statement).length;

/** Runs the work in a transaction. */
async function inTransaction(work: () => void | Promise<void>): Promise<void> {
  await commits.begin();
  try {
    await work();
  } catch (error) {
    commits.rollback();
    throw error;
  }
  await commits.commit();
}

/** The committed rows, as another connection sees them. */
function committed(): string[] {
  const other = new PreparedStatements(new SqliteDatabase(file));
  const { rows } = other.execute<{ name: string }>({
    sql: "select name from names order by name",
    parameters: [],
  });
  other.close();
  return rows.map(({ name }) => name);
}

test("transactions of one turn share one commit, and none resolves before it is on the disk", async () => {
  const seen: string[][] = [];
  await Promise.all(
    ["a", "b", "c"].map((name) => inTransaction(() => add(name)).then(() => seen.push(committed()))),
  );
  expect(seen).toEqual([
    ["a", "b", "c"],
    ["a", "b", "c"],
    ["a", "b", "c"],
  ]);
  expect([countOf("begin immediate"), countOf("commit")]).toEqual([1, 1]);
});

test("a transaction that fails after a write leaves nothing, and the others are kept", async () => {
  const outcomes = await Promise.allSettled([
    inTransaction(() => add("before")),
    inTransaction(() => {
      add("half");
      throw new Error("refused");
    }),
    inTransaction(() => add("after")),
  ]);
  expect(outcomes).toMatchObject([
    { status: "fulfilled" },
    { status: "rejected", reason: { message: "refused" } },
    { status: "fulfilled" },
  ]);
  expect(committed()).toEqual(["after", "before"]);
  expect(countOf("commit")).toBe(1);
});

test("a statement that breaks a constraint leaves what the others wrote", async () => {
  const before = inTransaction(() => add("before"));
  await expect(inTransaction(() => add("before"))).rejects.toThrow("UNIQUE");
  await before;
  expect(committed()).toEqual(["before"]);
});

test("a commit waits for the running transaction and includes it", async () => {
  const first = inTransaction(() => add("first"));
  const long = inTransaction(async () => {
    add("long");
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(committed()).toEqual([]);
  });
  await Promise.all([first, long]);
  expect(committed()).toEqual(["first", "long"]);
  expect(countOf("commit")).toBe(1);
});

test("a failed commit rejects every transaction in it, and later work is kept", async () => {
  const together = ["a", "b"].map((name) => inTransaction(() => add(name)));
  const { run } = PreparedStatements.prototype;
  ran.mockImplementation((sql) => {
    if (sql === "commit") throw new Error("disk full");
    run.call(writer, sql);
  });
  const outcomes = await Promise.allSettled(together);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  ran.mockRestore();
  await inTransaction(() => add("c"));
  expect(committed()).toEqual(["c"]);
});

test("when SQLite ends the group itself, its transactions reject, and later work is kept", async () => {
  const before = inTransaction(() => add("before"));
  const ended = inTransaction(() => {
    writer.run("rollback");
    throw new Error("disk full");
  });
  const outcomes = await Promise.allSettled([before, ended]);
  expect(outcomes).toMatchObject([
    { status: "rejected", reason: { message: expect.stringContaining("took back") } },
    { status: "rejected", reason: { message: "disk full" } },
  ]);
  await inTransaction(() => add("next"));
  expect(committed()).toEqual(["next"]);
});

test("a transaction that waits too long for its turn is refused, and the others go on", async () => {
  const impatient = new GroupCommit(writer, 1);
  await impatient.begin();
  add("long");
  const refused = await Promise.allSettled([impatient.begin(), impatient.begin()]);
  for (const end of refused) expect(end).toMatchObject({ reason: { name: "UnavailableError" } });
  await impatient.commit();
  await impatient.begin();
  add("next");
  await impatient.commit();
  expect(committed()).toEqual(["long", "next"]);
});

test("a lock that another process keeps refuses all who wait, and later transactions succeed", async () => {
  const impatient = new GroupCommit(writer, 1);
  const other = new SqliteDatabase(file);
  other.exec("begin immediate");
  const begun = await Promise.allSettled(["a", "b", "c"].map(() => impatient.begin()));
  for (const end of begun) expect(end).toMatchObject({ reason: { name: "UnavailableError" } });
  other.exec("commit");
  other.close();
  await impatient.begin();
  add("d");
  await impatient.commit();
  expect(committed()).toEqual(["d"]);
});
