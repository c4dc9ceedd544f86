import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import SqliteDatabase from "libsql";
import type { Database } from "../../../src/server/store/database";
import { kept } from "../../../src/server/store/kept";
import { openDatabase } from "../../../src/server/store/open-database";
import { query } from "../../../src/server/store/query";
import { transact } from "../../../src/server/store/transact";

let folder: string;
let file: string;
let db: Database;
let reads: number;

const network = query((from, { id }: { readonly id: string }) =>
  from.selectFrom("networks").select(["id", "name"]).where("id", "=", id),
);
const counted: typeof network = {
  ...network,
  first: (from, values) => {
    reads += 1;
    return network.first(from, values);
  },
};
let networkById: Pick<typeof network, "first">;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "netfoundry-scim-kept-"));
  file = join(folder, "kept.sqlite");
  db = await openDatabase(file);
  reads = 0;
  networkById = kept(counted, ["networks"], ({ id }) => id);
  for (const id of ["a", "b"]) await add(id);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const add = (id: string) =>
  db
    .insertInto("networks")
    .values({ id, name: id, status: "ready", created_at: "2026-11-25T09:00:00.000Z" })
    .execute();

const nameOf = async (from: Database, id: string) => (await networkById.first(from, { id }))?.name;

const rename = (to: Database, id: string, name: string) =>
  to.updateTable("networks").set({ name }).where("id", "=", id).execute();

test("a row is read once as long as nothing changes its table, each by its key", async () => {
  for (let round = 0; round < 3; round++) {
    expect([await nameOf(db, "a"), await nameOf(db, "b")]).toEqual(["a", "b"]);
  }
  expect(reads).toBe(2);
});

test("a commit that changes the table is seen by the next read", async () => {
  await nameOf(db, "a");
  await rename(db, "a", "renamed");
  expect(await nameOf(db, "a")).toBe("renamed");
});

test("a commit that changes other tables leaves what is kept", async () => {
  await nameOf(db, "a");
  await db.deleteFrom("sessions").execute();
  await nameOf(db, "a");
  expect(reads).toBe(1);
});

test("a transaction sees what it wrote itself, and nobody else does before it is committed", async () => {
  await nameOf(db, "a");
  await transact(db, async (within) => {
    await rename(within, "a", "renamed");
    expect(await nameOf(within, "a")).toBe("renamed");
    expect(await nameOf(db, "a")).toBe("a");
  });
  expect(await nameOf(db, "a")).toBe("renamed");
});

test("what a transaction read of its own writes is not kept when it fails", async () => {
  const failing = transact(db, async (within) => {
    await rename(within, "a", "renamed");
    await nameOf(within, "a");
    throw new Error("refused");
  });
  await expect(failing).rejects.toThrow("refused");
  expect(await nameOf(db, "a")).toBe("a");
});

test("what another process commits is seen in the next turn of the event loop", async () => {
  await nameOf(db, "a");
  const other = new SqliteDatabase(file);
  other.exec("update networks set name = 'elsewhere' where id = 'a'");
  other.close();
  await setImmediate();
  expect(await nameOf(db, "a")).toBe("elsewhere");
});

test("a row that is not there is looked for each time", async () => {
  expect(await nameOf(db, "c")).toBeUndefined();
  await add("c");
  expect(await nameOf(db, "c")).toBe("c");
});
