import { type Kysely, Migrator } from "kysely";
import { firstLight } from "./migrations/0001-first-light";
import { auditLog } from "./migrations/0002-audit-log";
import { jsonOnPostgresql } from "./migrations/0003-json-on-postgresql";
import { totals } from "./migrations/0004-totals";
import { clusteredTables } from "./migrations/0005-clustered-tables";
import { byteOrderOnPostgresql } from "./migrations/0006-byte-order-on-postgresql";
import { edgeFiltersOnPostgresql } from "./migrations/0007-edge-filters-on-postgresql";
import { namesOnPostgresql } from "./migrations/0008-names-on-postgresql";
import type { Tables } from "./tables";

/** Every migration by its name. They run in the order of their names and only forward. */
const MIGRATIONS = {
  "0001-first-light": firstLight,
  "0002-audit-log": auditLog,
  "0003-json-on-postgresql": jsonOnPostgresql,
  "0004-totals": totals,
  "0005-clustered-tables": clusteredTables,
  "0006-byte-order-on-postgresql": byteOrderOnPostgresql,
  "0007-edge-filters-on-postgresql": edgeFiltersOnPostgresql,
  "0008-names-on-postgresql": namesOnPostgresql,
};

/**
 * Brings the database to the newest layout.
 * @throws Error naming the migration that failed. The layout is then as before that migration.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName ?? "the set-up";
  throw new Error(`could not bring the database to the newest layout: ${failed} failed`, { cause: error });
}
