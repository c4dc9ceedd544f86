import type { FastifyRequest } from "fastify";
import type { ManagedBy } from "../../contract/managed-by";
import { type Clock, instant } from "../context";
import type { Database } from "../store/database";
import type { Row } from "../store/tables";
import { toolOf } from "./tool-of-request";

/** What a tool can manage. */
export type ManagedKind = Row<"managed_objects">["kind"];

/**
 * Keeps which tool made a write, in the transaction of the write. A write by anything else keeps what is
 * known. The object itself does not change by this.
 */
export async function recordTool(
  { clock }: { readonly clock: Clock },
  transaction: Database,
  request: FastifyRequest,
  kind: ManagedKind,
  id: string,
): Promise<void> {
  const tool = toolOf(request.headers);
  if (tool === null) return;
  const said = { ...tool, last_applied_at: instant(clock()) };
  await transaction
    .insertInto("managed_objects")
    .values({ kind, id, ...said })
    .onConflict((conflict) => conflict.columns(["kind", "id"]).doUpdateSet(said))
    .execute();
}

/** Forgets the tool of an object that is deleted. */
export async function forgetTool(transaction: Database, kind: ManagedKind, id: string): Promise<void> {
  await transaction.deleteFrom("managed_objects").where("kind", "=", kind).where("id", "=", id).execute();
}

/** Shows objects, each with the tool that wrote it last. */
export async function showWithTools<Managed extends { readonly id: string }, Shown>(
  db: Database,
  kind: ManagedKind,
  objects: readonly Managed[],
  show: (object: Managed, managedBy: ManagedBy | null) => Shown,
): Promise<Shown[]> {
  const ids = objects.map(({ id }) => id);
  const tools = await toolsById(db, kind, ids);
  return objects.map((object) => show(object, tools.get(object.id) ?? null));
}

/** The tools of these objects, by one query. An object that no tool wrote is not in it. */
export async function toolsById(
  db: Database,
  kind: ManagedKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ManagedBy>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("managed_objects")
    .selectAll()
    .where("kind", "=", kind)
    .where("id", "in", ids)
    .execute();
  return new Map(
    rows.map(({ id, tool, version, source, last_applied_at }) => [
      id,
      { tool, version, source, lastAppliedAt: last_applied_at },
    ]),
  );
}
