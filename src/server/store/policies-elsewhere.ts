import { sql } from "kysely";
import { type Database, engineOf } from "./database";

/** The foreign keys to auth policies, by the table that has them. */
const FOREIGN_KEYS = { identities: "identities_policy", integrations: "integrations_policy" } as const;

/**
 * Takes the foreign keys to auth policies away, because a controller elsewhere has the policies. Does nothing
 * when that was done before.
 * @throws Error for tables with rows, which name policies of this database.
 */
export async function keepPoliciesElsewhere(transaction: Database): Promise<void> {
  for (const statement of await withoutKeys(transaction)) await sql.raw(statement).execute(transaction);
}

/**
 * The statements that take the keys away. None when that was done before. Writes nothing.
 * @throws Error as {@link keepPoliciesElsewhere}
 */
export async function withoutKeys(db: Database): Promise<readonly string[]> {
  const statements: string[] = [];
  for (const [table, key] of Object.entries(FOREIGN_KEYS)) {
    const remake = await withoutKey(db, table, key);
    if (remake.length === 0) continue;
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) {
      throw new Error(
        `the database holds ${table} of the embedded network; give --database another one for a controller`,
      );
    }
    statements.push(...remake);
  }
  return statements;
}

/** The statements that take the key away from an empty table. None when it is gone. */
async function withoutKey(transaction: Database, table: string, key: string): Promise<string[]> {
  if (engineOf(transaction) === "postgresql") {
    const { rows } = await sql`select 1 from pg_constraint where conname = ${key}`.execute(transaction);
    return rows.length === 0 ? [] : [`alter table ${table} drop constraint ${key}`];
  }
  // SQLite cannot take a constraint from a table, so the table is made again.
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_master where tbl_name = ${table} and sql is not null
    order by type <> 'table'`.execute(transaction);
  const [made = "", ...others] = rows.map((row) => row.sql);
  const constraint = new RegExp(
    `,\\s*constraint "${key}" foreign key \\([^)]*\\) references "auth_policies" \\([^)]*\\)`,
    "i",
  );
  if (!constraint.test(made)) return [];
  return [`drop table ${table}`, made.replace(constraint, ""), ...others];
}
