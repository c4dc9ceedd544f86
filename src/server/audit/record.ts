import { randomBytes } from "node:crypto";
import { type Clock, instant } from "../context";
import type { Database } from "../store/database";
import type { Row } from "../store/tables";

/** One entry. It holds only names and ids, because a value could be a secret or personal data. */
export interface AuditFacts {
  readonly networkId: string;
  readonly integrationId: string | null;
  readonly kind: Row<"audit_entries">["kind"];
  /** What the caller did or tried, for example `integration.create`. */
  readonly action: string;
  /** Client id of the API account, or id of the SCIM token. */
  readonly actor: string;
  /** Id of the changed object. Null when it has none yet. */
  readonly target: string | null;
  /** Names of the changed fields or attributes. */
  readonly changed: readonly string[];
  /** The numbers of the change, by their names in the contract. */
  readonly counts?: Readonly<Record<string, number>>;
  /** The HTTP status of a refusal, or `several` where `counts` names them. Null for a success. */
  readonly refusedWith: number | "several" | null;
  readonly requestId: string | null;
}

/**
 * Adds entries to the audit log. For a change, pass the transaction of the change as `db`, so that the
 * database keeps both or neither.
 */
export async function recordAudit(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  entries: readonly AuditFacts[],
): Promise<void> {
  if (entries.length === 0) return;
  const now = clock();
  const rows = entries.map((facts) => auditRow(facts, now, nextId(now)));
  await db.insertInto("audit_entries").values(rows).execute();
}

/** The most names that an entry holds, and the most characters of one. A client chooses them. */
const [MAX_NAMES, MAX_NAME] = [50, 100];

/** The names that an entry holds and shows. */
export function shortNames(names: readonly string[]): string[] {
  return names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME));
}

/** The row of an entry. */
export function auditRow(facts: AuditFacts, now: Date, id: string): Row<"audit_entries"> {
  return {
    id,
    network_id: facts.networkId,
    integration_id: facts.integrationId,
    at: instant(now),
    kind: facts.kind,
    action: facts.action,
    actor: facts.actor,
    target: facts.target,
    changed: JSON.stringify(shortNames(facts.changed)),
    counts: JSON.stringify(facts.counts ?? {}),
    outcome: facts.refusedWith === null ? "done" : "refused",
    status: facts.refusedWith === "several" ? null : facts.refusedWith,
    request_id: facts.requestId,
  };
}

/** Distinguishes the server processes that share a database. */
const PROCESS_ID = randomBytes(4).toString("hex");
let written = 0;

/** An id starts with the time and a counter. So new rows go to the end of the index, in their order. */
function nextId(now: Date): string {
  written = (written + 1) % 0x1_0000_0000;
  const time = now.getTime().toString(16).padStart(12, "0");
  const count = written.toString(16).padStart(8, "0");
  return `${time}-${count}-${PROCESS_ID}`;
}
