import { type Kysely, type Migration, sql } from "kysely";
import { foldText } from "../../../contract/scim/fold-text";

/** How many rows one statement reads. */
const BATCH = 1000;

interface Compared {
  /** The primary key of the table. */
  readonly key: readonly string[];
  /** The columns by which a text compares without case. */
  readonly columns: readonly string[];
}

const COMPARED: Readonly<Record<string, Compared>> = {
  scim_users: { key: ["id"], columns: ["user_name_key", "display_name_key"] },
  scim_user_emails: { key: ["user_id", "position"], columns: ["value_key", "type_key"] },
  scim_groups: { key: ["id"], columns: ["display_name_key"] },
};

type Row = Readonly<Record<string, unknown>>;

/**
 * Brings the keys by which texts compare into Unicode's composed form. Until now they were in lower case
 * only. When two users of an integration would get the same key of a userName, the later one keeps its former
 * key. So both stay as they are.
 */
export const composedKeys: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const [table, compared] of Object.entries(COMPARED)) {
      let rows = await rowsAfter(db, table, compared, null);
      while (rows.length > 0) {
        for (const row of rows) await recompose(db, table, compared, row);
        rows = await rowsAfter(db, table, compared, rows.at(-1) ?? null);
      }
    }
  },
};

async function rowsAfter(
  db: Kysely<unknown>,
  table: string,
  { key, columns }: Compared,
  last: Row | null,
): Promise<readonly Row[]> {
  const place = sql.join(key.map((name) => sql.ref(name)));
  const after = last === null ? sql`` : sql`where (${place}) > (${sql.join(key.map((name) => last[name]))})`;
  const { rows } = await sql<Row>`
    select ${sql.join([...key, ...columns].map((name) => sql.ref(name)))} from ${sql.table(table)} ${after}
    order by ${place} limit ${BATCH}`.execute(db);
  return rows;
}

async function recompose(
  db: Kysely<unknown>,
  table: string,
  { key, columns }: Compared,
  row: Row,
): Promise<void> {
  const isRow = sql.join(
    key.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
    sql` and `,
  );
  for (const column of columns) {
    const former = row[column];
    const composed = typeof former === "string" ? foldText(former) : former;
    if (composed === former) continue;
    const isFree = column === "user_name_key" ? sql`and not ${isTaken(composed)}` : sql``;
    await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${composed} where ${isRow} ${isFree}`.execute(db);
  }
}

/** Whether another user of the integration has a key. */
function isTaken(key: unknown) {
  return sql`exists (
    select 1 from scim_users as other
    where other.integration_id = scim_users.integration_id and other.user_name_key = ${key})`;
}
