import SqliteDatabase from "libsql";
import { SqliteFileDialect } from "./sqlite-dialect";
import { Statements } from "./statements";

/**
 * Opens the SQLite file, made when absent. A commit returns only when the write-ahead log is on the disk.
 * @throws Error naming the file when it cannot be opened or is no database.
 */
export function sqliteDialect(file: string): SqliteFileDialect {
  try {
    const writer = connect(file);
    writer.pragma("journal_mode = WAL");
    writer.pragma("synchronous = FULL");
    writer.pragma("foreign_keys = ON");
    const reader = connect(file);
    reader.pragma("query_only = ON");
    return new SqliteFileDialect({ writer: new Statements(writer), reader: new Statements(reader) });
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
