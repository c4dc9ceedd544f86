import { chmodSync, closeSync, openSync } from "node:fs";
import { DEFAULT_MIGRATION_TABLE as MIGRATIONS_TABLE } from "kysely";
import SqliteDatabase from "libsql";
import { PreparedStatements } from "./prepared-statements";
import { SqliteFileDialect } from "./sqlite-dialect";

/**
 * How long the write-ahead log grows, in pages of 4 KiB, before SQLite copies it into the file. Under load, a
 * few commits reach SQLite's default of 1000, and each time SQLite copies the same pages.
 */
const LOG_PAGES = 4000;

/**
 * How long a statement waits for another process's lock, in milliseconds. Nothing else runs meanwhile, so a
 * transaction that needs longer tries again ({@link GroupCommit}).
 */
const BUSY_MILLISECONDS = 250;

const OWNER_ONLY = 0o600;

/** Page cache of each connection, in KiB. It holds the indexes of some ten thousand users. */
const CACHE_KB = 16_000;

/**
 * Opens an SQLite file, or makes it. A commit returns only when the write-ahead log is on the disk.
 * @throws Error naming the file when it cannot be opened or is no database.
 */
export function openSqlite(file: string): SqliteFileDialect {
  try {
    // The file holds people's data. SQLite gives the log beside it the same mode.
    closeSync(openSync(file, "a", OWNER_ONLY));
    const writer = connect(file);
    requireOwnTables(writer);
    chmodSync(file, OWNER_ONLY);
    writer.pragma("journal_mode = WAL");
    writer.pragma("synchronous = FULL");
    writer.pragma("foreign_keys = ON");
    writer.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    // Otherwise each savepoint writes what it would restore to a temporary file.
    writer.pragma("temp_store = MEMORY");
    const reader = connect(file);
    reader.pragma("query_only = ON");
    return new SqliteFileDialect({
      writer: new PreparedStatements(writer),
      reader: new PreparedStatements(reader),
    });
  } catch (error) {
    throw new Error(`could not open the database file ${file}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** @throws Error for a database of another program, which a migration would change. */
function requireOwnTables(connection: SqliteDatabase.Database): void {
  const tables = connection.prepare("select name from sqlite_master where type = 'table'").all();
  const names = tables.map((row) => (row as { name: string }).name);
  if (names.length > 0 && !names.includes(MIGRATIONS_TABLE)) {
    throw new Error(`it belongs to another program, since it holds the table "${names[0]}"`);
  }
}

function connect(file: string): SqliteDatabase.Database {
  const connection = new SqliteDatabase(file);
  connection.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
  connection.pragma(`cache_size = -${CACHE_KB}`);
  return connection;
}
