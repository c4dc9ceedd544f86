import { PostgresDialect } from "kysely";
import { Client, Pool, type QueryConfig } from "pg";

/** Connections of one server process. PostgreSQL allows a hundred in all by default. */
const CONNECTIONS = 10;
/** How long to wait for a connection, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;
/**
 * How long one statement may run, and how long it may wait for a lock, in milliseconds. The request then gets
 * a 503 ({@link isUnavailable}). An address that sets its own limits keeps them.
 */
const TIME_LIMITS = { statement_timeout: 30_000, lock_timeout: 5_000 } as const;
const NO_TIME_LIMITS = "set statement_timeout = 0; set lock_timeout = 0";
/** How many statements a connection prepares. Filters make an endless number of texts. */
const MOST_STATEMENTS = 500;

/**
 * Kysely's dialect for a PostgreSQL server. The pool connects on the first query.
 * @param isLimited Whether statements have a time limit. Migrations of a large database have none.
 */
export function postgresDialect(
  url: string,
  { isLimited = true }: { readonly isLimited?: boolean } = {},
): PostgresDialect {
  const pool = new Pool({
    Client: PreparingClient,
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    ...(isLimited ? TIME_LIMITS : {}),
    application_name: "netfoundry-scim",
  });
  // The pool replaces a connection that ends. Without these listeners its error would end the process: the
  // pool's is for a connection that waits for work, the client's for one that does some.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  // The address and the database account may have limits too. A statement after a failed one fails as well.
  if (!isLimited) pool.on("connect", (client) => client.query(NO_TIME_LIMITS).catch(() => undefined));
  return new PostgresDialect({ pool });
}

/**
 * Names each statement, so that PostgreSQL parses and plans it once for a connection and not for each use.
 * Without a name, a page of users costs more than twice as much.
 */
class PreparingClient extends Client {
  readonly #names = new Map<string, string>();

  /** Kysely gives a text and its parameters. The other forms of `query` are the driver's own: they pass. */
  override query(...given: unknown[]): never {
    const [text, values] = given;
    const isStatement = typeof text === "string" && Array.isArray(values) && values.length > 0;
    const passed = isStatement ? [this.#named(text, values), ...given.slice(2)] : given;
    return (super.query as (...all: unknown[]) => never).call(this, ...passed);
  }

  #named(text: string, values: unknown[]): QueryConfig {
    const known = this.#names.get(text);
    if (known !== undefined) return { name: known, text, values };
    if (this.#names.size === MOST_STATEMENTS) return { text, values };
    const name = `statement_${this.#names.size}`;
    this.#names.set(text, name);
    return { name, text, values };
  }
}
