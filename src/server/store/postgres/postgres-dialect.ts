import { PostgresDialect } from "kysely";
import { Pool } from "pg";

/** Connections of one copy of the server; PostgreSQL allows a hundred in all unless it is told otherwise. */
const CONNECTIONS = 10;
/** How long to wait for a connection, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;

/** Kysely's dialect for a PostgreSQL server. Nothing is connected before the first query. */
export function postgresDialect(url: string): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    application_name: "netfoundry-scim",
  });
  // The pool replaces a connection that ends while nobody uses it. Without a listener the process would end.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool });
}
