import { DEFAULT_MIGRATION_TABLE, type Kysely, Migrator, sql } from "kysely";
import { firstLight } from "./migrations/0001-first-light";
import { auditLog } from "./migrations/0002-audit-log";
import { jsonOnPostgresql } from "./migrations/0003-json-on-postgresql";
import { totals } from "./migrations/0004-totals";
import { clusteredTables } from "./migrations/0005-clustered-tables";
import { byteOrderOnPostgresql } from "./migrations/0006-byte-order-on-postgresql";
import { edgeFiltersOnPostgresql } from "./migrations/0007-edge-filters-on-postgresql";
import { namesOnPostgresql } from "./migrations/0008-names-on-postgresql";
import { groupCounts } from "./migrations/0009-group-counts";
import { identityConflicts } from "./migrations/0010-identity-conflicts";
import { composedKeys } from "./migrations/0011-composed-keys";
import { auditRetention } from "./migrations/0012-audit-retention";
import { tokenTags } from "./migrations/0013-token-tags";
import { awaitedUserNames } from "./migrations/0014-awaited-user-names";
import { consoleSessions } from "./migrations/0015-console-sessions";
import { consoleLists } from "./migrations/0016-console-lists";
import { deliveries } from "./migrations/0017-deliveries";
import { controllerBinding } from "./migrations/0018-controller-binding";
import { sweeps } from "./migrations/0019-sweeps";
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
  "0009-group-counts": groupCounts,
  "0010-identity-conflicts": identityConflicts,
  "0011-composed-keys": composedKeys,
  "0012-audit-retention": auditRetention,
  "0013-token-tags": tokenTags,
  "0014-awaited-user-names": awaitedUserNames,
  "0015-console-sessions": consoleSessions,
  "0016-console-lists": consoleLists,
  "0017-deliveries": deliveries,
  "0018-controller-binding": controllerBinding,
  "0019-sweeps": sweeps,
};

/**
 * Brings the database to the newest layout.
 * @throws Error for a database of a newer version, and for a migration that fails. The error names the
 *   migration. The layout is then as it was before that migration.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await requireKnownMigrations(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName ?? "the set-up";
  throw new Error(`could not bring the database to the newest layout: ${failed} failed`, { cause: error });
}

/** @throws Error when a newer version of this server has changed the layout. */
async function requireKnownMigrations(db: Kysely<Tables>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return;
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db);
  const unknown = rows.find(({ name }) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown === undefined) return;
  throw new Error(`a newer version of this server has changed it (${unknown.name}); use that version`);
}
