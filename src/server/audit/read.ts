import { type SqlBool, sql } from "kysely";
import type { AuditEntry, AuditQuery } from "../../contract/gateway/audit";
import type { Database } from "../store/database";
import { shortText } from "../store/short-text";
import type { Row } from "../store/tables";
import { shortNames } from "./record";

/** Reads one page of the audit log in the order of time, and counts the matching entries on all pages. */
export async function readAudit(
  db: Database,
  networkId: string,
  { kind, integrationId, actionContains = "", outcome, from, until }: AuditQuery,
  page: {
    readonly number: number;
    readonly size: number;
    readonly sort: { readonly direction: "asc" | "desc" };
  },
): Promise<{ readonly entries: AuditEntry[]; readonly total: number }> {
  let matching = db.selectFrom("audit_entries").where("network_id", "=", networkId);
  if (kind !== undefined) matching = matching.where("kind", "=", kind);
  if (integrationId !== undefined) matching = matching.where("integration_id", "=", integrationId);
  if (outcome !== undefined) matching = matching.where("outcome", "=", outcome);
  if (actionContains !== "") {
    // The names of actions are in lower case. Removing the part changes one that contains it.
    const part = actionContains.toLowerCase();
    matching = matching.where(sql<SqlBool>`replace(action, ${part}, '') <> action`);
  }
  if (from !== undefined) matching = matching.where("at", ">=", from);
  if (until !== undefined) matching = matching.where("at", "<", until);
  const { total } = await matching.select((eb) => eb.fn.countAll().as("total")).executeTakeFirstOrThrow();
  const rows = await matching
    .select(["id", "at", "kind", "action", "actor", "integration_id", "target"])
    .select(["counts", "outcome", "status", "request_id", shortText("changed").as("changed")])
    .orderBy("at", page.sort.direction)
    .orderBy("id", page.sort.direction)
    .limit(page.size)
    .offset(page.number * page.size)
    .execute();
  const entries: AuditEntry[] = [];
  for (const row of rows)
    entries.push(entryOf({ ...row, changed: row.changed ?? (await longNames(db, row.id)) }));
  return { entries, total: Number(total) };
}

/** Earlier versions recorded names of any length. So they are read one by one, and cut. */
async function longNames(db: Database, id: string): Promise<string> {
  const row = await db.selectFrom("audit_entries").select("changed").where("id", "=", id).executeTakeFirst();
  // The end of its retention may have deleted the entry meanwhile.
  return row === undefined ? "[]" : JSON.stringify(shortNames(JSON.parse(row.changed) as string[]));
}

function entryOf(row: Omit<Row<"audit_entries">, "network_id">): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    action: row.action,
    actor: row.actor,
    integrationId: row.integration_id,
    target: row.target,
    changed: JSON.parse(row.changed) as string[],
    counts: JSON.parse(row.counts) as Record<string, number>,
    outcome: row.outcome,
    status: row.status,
    requestId: row.request_id,
  };
}
