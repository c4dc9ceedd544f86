import { Kysely } from "kysely";
import SqliteDatabase from "libsql";
import type { Database } from "../database";
import type { Tables } from "../tables";
import { allowDirect } from "./direct";
import { GroupCommit } from "./group-commit";
import { SqliteFileDialect } from "./sqlite-dialect";
import { SqliteDriver } from "./sqlite-driver";
import { Statements } from "./statements";
import { takesTurns } from "./turns";
import { WithinDriver } from "./within-driver";

/**
 * How long the write-ahead log grows, in pages of 4 KiB, before it is copied into the file: a page that was written often
 * is copied once. SQLite's own thousand is reached every few commits under load.
 */
const LOG_PAGES = 4000;

/** Pages that each connection keeps in memory, in KiB: the indexes of some ten thousand users. */
const CACHE_KB = 16_000;

/**
 * Opens the SQLite file, made when absent. A commit returns only when the write-ahead log is on the disk.
 * @throws Error naming the file when it cannot be opened or is no database.
 */
export function openSqlite(file: string): Database {
  const { writer, reader } = connections(file);
  const commits = new GroupCommit(writer);
  const db = new Kysely<Tables>({
    dialect: new SqliteFileDialect(() => new SqliteDriver({ writer, reader, commits })),
  });
  const within = new Kysely<Tables>({ dialect: new SqliteFileDialect(() => new WithinDriver(writer)) });
  const { versions } = writer;
  allowDirect(db, { read: reader, write: null, versions });
  allowDirect(within, { read: writer, write: writer, versions });
  takesTurns(db, { commits, within });
  return db;
}

function connections(file: string): { readonly writer: Statements; readonly reader: Statements } {
  try {
    const writer = connect(file);
    writer.pragma("journal_mode = WAL");
    writer.pragma("synchronous = FULL");
    writer.pragma("foreign_keys = ON");
    writer.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    writer.pragma(`cache_size = -${CACHE_KB}`);
    const reader = connect(file);
    reader.pragma("query_only = ON");
    reader.pragma(`cache_size = -${CACHE_KB}`);
    return { writer: new Statements(writer), reader: new Statements(reader) };
  } catch (error) {
    throw new Error(`could not open the database file ${file}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function connect(file: string): SqliteDatabase.Database {
  const connection = new SqliteDatabase(file);
  connection.pragma("busy_timeout = 5000");
  return connection;
}
