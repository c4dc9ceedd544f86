import {
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type SelectModifierNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/** Kysely's dialect for one SQLite file. */
export class SqliteFileDialect implements Dialect {
  constructor(readonly createDriver: () => Driver) {}

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

/** SQLite has no row locks (`for update`) and needs none: its transactions run one after the other. */
class LocklessCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (!node.modifier?.startsWith("For")) super.visitSelectModifier(node);
  }
}

/** Kysely thinks that SQLite cannot change tables in a transaction; it can, so that a migration is done whole or not at all. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
