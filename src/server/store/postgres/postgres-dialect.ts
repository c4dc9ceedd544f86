import { PostgresDialect } from "kysely";
import { Pool } from "pg";

/** Connections of one server process. PostgreSQL allows a hundred in all by default. */
const CONNECTIONS = 10;
/** How long to wait for a connection, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;

/** Kysely's dialect for a PostgreSQL server. The pool connects on the first query. */
export function postgresDialect(url: string): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    application_name: "netfoundry-scim",
  });
  // The pool replaces an idle connection that ends. Without a listener its error would end the process.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool });
}
