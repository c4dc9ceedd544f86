import {
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from "kysely";
import { Pool, type PoolClient } from "pg";

/** Connections of one copy of the server; PostgreSQL allows a hundred in all unless it is told otherwise. */
const CONNECTIONS = 10;
/** How long to wait for a connection, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;
/** How many statements are prepared under a name; those of filters are endless. */
const NAMED = 500;

/** Kysely's dialect for a PostgreSQL server. Nothing is connected before the first query. */
export function postgresDialect(url: string): PostgresDialect {
  return new PostgresDialect({ pool: new PreparingPool(url) });
}

/** Prepares each statement once per connection, under a name, so that the server parses and plans it once. */
class PreparingPool implements PostgresPool {
  readonly #pool: Pool;
  readonly #clients = new WeakMap<PoolClient, PostgresPoolClient>();
  readonly #names = new Map<string, string>();

  constructor(url: string) {
    this.#pool = new Pool({
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      application_name: "netfoundry-scim",
    });
    // A connection that ends while nobody uses it is replaced when the next is asked for.
    this.#pool.on("error", () => undefined);
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#pool.connect();
    const known = this.#clients.get(client);
    if (known !== undefined) return known;
    const preparing = new PreparingClient(client, (text) => this.#name(text));
    this.#clients.set(client, preparing);
    return preparing;
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  #name(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= NAMED) return known;
    const name = `s${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #nameOf: (text: string) => string | undefined;

  constructor(client: PoolClient, nameOf: (text: string) => string | undefined) {
    this.#client = client;
    this.#nameOf = nameOf;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(text: string | PostgresCursor<R>, values: readonly unknown[] = []) {
    if (typeof text !== "string") throw new Error("rows are not streamed here; read them in pages");
    const name = values.length === 0 ? undefined : this.#nameOf(text);
    const query = { text, values: [...values], ...(name !== undefined && { name }) };
    // Whoever compiled the query knows the type of its rows.
    return this.#client.query(query) as never;
  }

  release(): void {
    this.#client.release();
  }
}
