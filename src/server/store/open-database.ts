import { type Dialect, Kysely } from "kysely";
import type { Database } from "./database";
import { describeDatabase } from "./describe-database";
import { migrate } from "./migrate";
import { isPostgresUrl } from "./postgres/address";
import { postgresDialect } from "./postgres/postgres-dialect";
import { openSqlite } from "./sqlite/open-sqlite";
import type { Tables } from "./tables";

/**
 * Opens the database and brings it to the newest layout.
 * @param location A `postgres://` URL, or the path of an SQLite file. A missing file is created.
 * @throws Error when the database cannot be opened or belongs to another program. It names the database
 *   without its password.
 */
export async function openDatabase(location: string): Promise<Database> {
  if (location === "" || location === ":memory:") {
    throw new Error("a database in memory is not supported: give the path of a file, or a postgres:// URL");
  }
  const isPostgres = isPostgresUrl(location);
  const db = connect(isPostgres ? postgresDialect(location, { isLimited: false }) : openSqlite(location));
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw new Error(`could not use the ${describeDatabase(location)}: ${reasonOf(error)}`, { cause: error });
  }
  if (!isPostgres) return db;
  await db.destroy();
  return connect(postgresDialect(location));
}

/**
 * Opens the database in the layout that it has.
 * @throws Error as {@link openDatabase}
 */
export async function openAsItIs(location: string): Promise<Database> {
  const db = connect(isPostgresUrl(location) ? postgresDialect(location) : openSqlite(location));
  try {
    await db.introspection.getTables();
    return db;
  } catch (error) {
    await db.destroy();
    throw new Error(`could not use the ${describeDatabase(location)}: ${reasonOf(error)}`, { cause: error });
  }
}

function connect(dialect: Dialect): Database {
  return new Kysely<Tables>({ dialect });
}

/** The reason of an error. For a refused connection, Node puts it into nested errors or into the code. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const { errors: [part] = [], code = "" } = (cause ?? error) as { errors?: Error[]; code?: string };
  const detail = cause instanceof Error ? cause.message || part?.message || code : "";
  return detail === "" || message.includes(detail)
    ? message || part?.message || code
    : `${message}: ${detail}`;
}
