import { realpathSync } from "node:fs";
import SqliteDatabase from "libsql";

/**
 * Keeps other servers from an SQLite file, with a lock on an empty file beside it. The system ends the lock
 * with the process, also after kill -9. Readers and backups of the database itself are free.
 * @returns ends the lock.
 * @throws Error when another server has the lock.
 */
export function claimSqlite(file: string): () => void {
  const connection = new SqliteDatabase(`${realpathSync(file)}.lock`);
  try {
    connection.pragma("busy_timeout = 0");
    connection.exec("begin exclusive");
  } catch (error) {
    connection.close();
    throw new Error(
      `another server uses the database file ${file} with a controller; stop it first, or let several ` +
        "servers share a PostgreSQL database",
      { cause: error },
    );
  }
  return () => {
    // The library closes the file only when it collects its garbage, and the lock would last until then.
    connection.exec("rollback");
    connection.close();
  };
}
