import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "libsql";
import { benchUser } from "./bench-user";

/** How many rows a second reach the disk when so many are written in one commit. */
export interface CommitFloor {
  readonly rows: number;
  readonly perSecond: number;
}

const LARGE = 100;

/**
 * Measures SQLite alone, with the server's settings: a table with two indexes, one user a row, so many a
 * commit.
 */
export function sqliteFloors(batches: readonly number[], seconds: number): CommitFloor[] {
  const folder = mkdtempSync(join(tmpdir(), "netfoundry-scim-floor-"));
  try {
    const db = new SqliteDatabase(join(folder, "floor.sqlite"));
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.exec("create table users (id text primary key, name text unique, body text) without rowid");
    const insert = db.prepare("insert into users values (?, ?, ?)");
    const [begin, commit] = [db.prepare("begin immediate"), db.prepare("commit")];
    let number = 0;
    const write = (rows: number) => {
      begin.run();
      for (let row = 0; row < rows; row++) {
        const user = benchUser(++number);
        insert.run(`${number}`.padStart(32, "0"), user.userName, JSON.stringify(user));
      }
      commit.run();
    };
    const floors = [...new Set([...batches, LARGE])].map((rows) => ({
      rows,
      perSecond: rate(() => write(rows), seconds) * rows,
    }));
    db.close();
    return floors;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How often a second the work can run. */
function rate(work: () => void, seconds: number): number {
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < seconds * 1000; done++) work();
  return done / ((performance.now() - start) / 1000);
}
