import Sqlite from "libsql";
import { runStatement } from "./run-statement";
import { TestServer } from "./running-server";

/** Runs a statement on a test server's database, as somebody with the file or its password could. */
export async function directly(database: string, statement: string): Promise<void> {
  if (TestServer.engine === "postgresql") return runStatement(database, statement);
  const file = new Sqlite(database);
  try {
    file.exec(statement);
  } finally {
    file.close();
  }
}
