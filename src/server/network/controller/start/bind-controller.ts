import { instant } from "../../../context";
import type { Database } from "../../../store/database";
import type { Row } from "../../../store/tables";
import { transact } from "../../../store/transact";
import { ControllerUnfit } from "./check-controller";

/** A controller, as its default administrator and its address tell. */
interface KnownController {
  readonly id: string;
  readonly address: string;
}

type Binding = Row<"controller_binding">;

/**
 * Remembers which controller the identities of this database are at.
 * @throws ControllerUnfit when they are at another one.
 */
export function bindController(db: Database, controller: KnownController, now: Date): Promise<void> {
  return transact(db, async (transaction) => {
    const bound = await transaction.selectFrom("controller_binding").selectAll().executeTakeFirst();
    refuseOtherController(bound ?? null, controller);
    const { id: controller_id, address } = controller;
    await transaction
      .insertInto("controller_binding")
      .values({ id: 1, controller_id, address, bound_at: instant(now) })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ address }))
      .execute();
  });
}

/** @throws ControllerUnfit when a database belongs to another controller. */
export function refuseOtherController(bound: Binding | null, controller: KnownController): void {
  if (bound === null || bound.controller_id === controller.id) return;
  throw new ControllerUnfit(
    `the database belongs to another controller, last at ${bound.address} since ${bound.bound_at}; ` +
      `give --controller that one, or --database another one for ${controller.address}`,
  );
}

/** The controller of a database, also of one in an older layout. Null when it belongs to none. */
export async function readBinding(db: Database): Promise<Binding | null> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === "controller_binding")) return null;
  return (await db.selectFrom("controller_binding").selectAll().executeTakeFirst()) ?? null;
}

/** @throws Error for a database whose identities are at a controller, or wait for one. */
export async function refuseBoundDatabase(db: Database): Promise<void> {
  const bound = await db.selectFrom("controller_binding").select("address").executeTakeFirst();
  if (bound !== undefined) {
    throw new Error(
      `the database belongs to the controller at ${bound.address}; give --controller, or another --database`,
    );
  }
  const waiting = await db.selectFrom("deliveries").select("identity_id").limit(1).executeTakeFirst();
  if (waiting === undefined) return;
  throw new Error(
    "the database holds identities that wait for a controller; give --controller, or another --database",
  );
}
