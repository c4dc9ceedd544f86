import { instant } from "../../../context";
import type { Database } from "../../../store/database";
import { transact } from "../../../store/transact";
import { ControllerUnfit } from "./check-controller";

/**
 * Remembers which controller the identities of this database are at.
 * @throws ControllerUnfit when they are at another one.
 */
export function bindController(
  db: Database,
  controller: { readonly id: string; readonly address: string },
  now: Date,
): Promise<void> {
  return transact(db, async (transaction) => {
    const bound = await transaction.selectFrom("controller_binding").selectAll().executeTakeFirst();
    if (bound === undefined) {
      await transaction
        .insertInto("controller_binding")
        .values({ id: 1, controller_id: controller.id, address: controller.address, bound_at: instant(now) })
        .execute();
      return;
    }
    if (bound.controller_id !== controller.id) {
      throw new ControllerUnfit(
        `the database belongs to another controller, last at ${bound.address} since ${bound.bound_at}; ` +
          `give --controller that one, or --database another one for ${controller.address}`,
      );
    }
    if (bound.address === controller.address) return;
    await transaction.updateTable("controller_binding").set({ address: controller.address }).execute();
  });
}

/** @throws Error for a database whose identities are at a controller. */
export async function refuseBoundDatabase(db: Database): Promise<void> {
  const bound = await db.selectFrom("controller_binding").select("address").executeTakeFirst();
  if (bound === undefined) return;
  throw new Error(
    `the database belongs to the controller at ${bound.address}; give --controller, or another --database`,
  );
}
