import { Client } from "pg";

/** Runs one statement on a PostgreSQL database over a connection of its own. */
export async function runStatement(database: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: database });
  // A server that stops meanwhile ends its connections. The statement has already run then.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
