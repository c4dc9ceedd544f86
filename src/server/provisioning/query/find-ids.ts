import { type RawBuilder, type SqlBool, sql } from "kysely";
import { PieceSize } from "../../pace";
import type { Database } from "../../store/database";
import type { Condition } from "./filter/lookup";
import { necessaryCondition } from "./filter/plan-filter";
import type { Search } from "./filter/plan-search";
import { ofIntegration, type RowSource } from "./select-page";

/** The resources of one integration in their table. */
interface OwnRows extends Pick<RowSource, "table"> {
  readonly db: Database;
  readonly integrationId: string;
}

/**
 * Finds the ids of the resources that a search has to look at, in the order of ids.
 * @param search Null for all resources.
 * @param more Conditions that these resources meet too.
 */
export function findIds(own: OwnRows, search: Search | null, more: readonly Condition[]): Promise<string[]> {
  const known = search && necessaryCondition(search.plan);
  const conditions = known === null ? more : [...more, known];
  const isLong = search === null || search.way === "pieces";
  return isLong ? idsInPieces(own, conditions) : selectIds(own, conditions);
}

/** Each statement looks at a piece of the table, because no other request runs while SQLite executes one. */
async function idsInPieces(own: OwnRows, conditions: readonly Condition[]): Promise<string[]> {
  const ids: string[] = [];
  const size = new PieceSize();
  for (let start: readonly Condition[] = []; ; ) {
    const end = await endOfPiece(own, start, size.rows);
    const piece = end === null ? start : [...start, sql<SqlBool>`id <= ${end}`];
    size.start();
    ids.push(...(await selectIds(own, [...piece, ...conditions])));
    if (end === null) return ids;
    await size.end();
    start = [sql<SqlBool>`id > ${end}`];
  }
}

/** The id of the last resource of a piece. Null when fewer are left. */
async function endOfPiece(
  { db, table, integrationId }: OwnRows,
  start: readonly Condition[],
  rows: number,
): Promise<string | null> {
  const { rows: found } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where ${ownRowsWith(integrationId, start)}
    order by id limit 1 offset ${rows - 1}`.execute(db);
  return found[0]?.id ?? null;
}

async function selectIds(
  { db, table, integrationId }: OwnRows,
  conditions: readonly Condition[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where ${ownRowsWith(integrationId, conditions)}
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

function ownRowsWith(integrationId: string, conditions: readonly Condition[]): RawBuilder<unknown> {
  return sql.join([ofIntegration(integrationId), ...conditions], sql` and `);
}
