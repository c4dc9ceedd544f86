import {
  type DatabaseIntrospector,
  type Dialect,
  type Kysely,
  type SelectModifierNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { type SqliteConnections, SqliteDriver } from "./sqlite-driver";

/** Kysely's dialect for one SQLite file: kysely's own `SqliteDialect` with a driver that groups commits. */
export class SqliteFileDialect implements Dialect {
  readonly #connections: SqliteConnections;

  constructor(connections: SqliteConnections) {
    this.#connections = connections;
  }

  createDriver(): SqliteDriver {
    return new SqliteDriver(this.#connections);
  }

  createQueryCompiler(): LocklessCompiler {
    return new LocklessCompiler();
  }

  createAdapter(): TransactionalAdapter {
    return new TransactionalAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** Leaves out row locks (`for update`). SQLite has none, and its transactions run one after the other. */
class LocklessCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!node.modifier?.startsWith("For")) super.visitSelectModifier(node);
  }
}

/**
 * Lets kysely run a migration in a transaction, so that it is applied whole or not at all. Kysely's adapter
 * claims that SQLite cannot change tables in one.
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
