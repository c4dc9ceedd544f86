import type { AuditEntry, AuditQuery } from "../../contract/gateway/audit";
import type { Database } from "../store/database";
import type { Row } from "../store/tables";

/** Reads one page of the audit log, newest first, and counts the matching entries on all pages. */
export async function readAudit(
  db: Database,
  networkId: string,
  { kind, integrationId, from, until }: AuditQuery,
  page: { readonly number: number; readonly size: number },
): Promise<{ readonly entries: AuditEntry[]; readonly total: number }> {
  let matching = db.selectFrom("audit_entries").where("network_id", "=", networkId);
  if (kind !== undefined) matching = matching.where("kind", "=", kind);
  if (integrationId !== undefined) matching = matching.where("integration_id", "=", integrationId);
  if (from !== undefined) matching = matching.where("at", ">=", from);
  if (until !== undefined) matching = matching.where("at", "<", until);
  const { total } = await matching.select((eb) => eb.fn.countAll().as("total")).executeTakeFirstOrThrow();
  const rows = await matching
    .selectAll()
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(page.size)
    .offset(page.number * page.size)
    .execute();
  return { entries: rows.map(entryOf), total: Number(total) };
}

function entryOf(row: Row<"audit_entries">): AuditEntry {
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
