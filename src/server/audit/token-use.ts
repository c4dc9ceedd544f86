import { instant } from "../context";
import type { Database } from "../store/database";
import type { Row } from "../store/tables";
import { auditRow } from "./record";

/**
 * Records once a day (UTC) that a SCIM token was used. The id of the entry consists of the day and the token.
 * So several server processes that share a database add one entry in all.
 */
export async function recordTokenUse(
  db: Database,
  { id: tokenId, integration_id }: Pick<Row<"tokens">, "id" | "integration_id">,
  { networkId, now }: { readonly networkId: string; readonly now: Date },
): Promise<void> {
  const row = auditRow(
    {
      networkId,
      integrationId: integration_id,
      kind: "token",
      action: "token.use",
      actor: tokenId,
      target: tokenId,
      changed: [],
      refusedWith: null,
      requestId: null,
    },
    now,
    `${dayOf(now)}-${tokenId}`,
  );
  await db
    .insertInto("audit_entries")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The day of an instant in UTC, for example `2026-11-24`. */
function dayOf(date: Date): string {
  return instant(date).slice(0, 10);
}
