import { Kysely, SqliteDialect } from "kysely";
import SqliteDatabase from "libsql";
import { migrate } from "./migrate";
import type { Tables } from "./tables";

/** The store: one query builder over whichever engine holds the rows. */
export type Database = Kysely<Tables>;

/**
 * Opens the SQLite file, made when absent, and brings it to the newest layout.
 * A commit returns only when the write-ahead log is on the disk.
 * @throws Error naming the file when it cannot be opened or is no database of ours.
 */
export async function openDatabase(file: string): Promise<Database> {
  const connection = connect(file);
  const database = {
    prepare: (statement: string) => connection.prepare(statement),
    close: () => closeWhole(connection),
  };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw new Error(`could not use the database file ${file}: ${(error as Error).message}`, { cause: error });
  }
  return db;
}

/**
 * Closes the database with everything in the one file. The driver alone leaves the write-ahead log beside it, which a
 * person who copies the file after a shutdown would miss.
 */
function closeWhole(connection: SqliteDatabase.Database): void {
  connection.pragma("wal_checkpoint(TRUNCATE)");
  connection.close();
}

function connect(file: string): SqliteDatabase.Database {
  try {
    const connection = new SqliteDatabase(file);
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    connection.pragma("foreign_keys = ON");
    connection.pragma("busy_timeout = 5000");
    return connection;
  } catch (error) {
    throw new Error(`could not open the database file ${file}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
