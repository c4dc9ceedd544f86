import { existsSync } from "node:fs";
import { createControllerClient } from "./network/controller/controller-client";
import { readBinding, refuseOtherController } from "./network/controller/start/bind-controller";
import { checkController } from "./network/controller/start/check-controller";
import type { ServeOptions } from "./serve";
import { describeDatabase } from "./store/describe-database";
import { openAsItIs } from "./store/open-database";
import { withoutKeys } from "./store/policies-elsewhere";
import { isPostgresUrl } from "./store/postgres/address";

/** What a check of the settings found, in words for an operator. */
export interface ConfigFindings {
  readonly database: string;
  /** Null without a controller. */
  readonly controller: string | null;
  readonly warnings: readonly string[];
}

/**
 * Checks what a start would use, and leaves it as it is: the controller gets reads only, and a missing
 * database is not made.
 * @throws Error for what would refuse the start, and NetworkUnavailable for a controller that does not
 * answer.
 */
export async function checkConfig({
  database,
  controller,
}: Pick<ServeOptions, "database" | "controller">): Promise<ConfigFindings> {
  const described = describeDatabase(database);
  const isNew = !isPostgresUrl(database) && !existsSync(database);
  const binding = isNew ? null : await bindingOf(database, { isForController: controller !== undefined });
  const found = { database: isNew ? `${described} (will be made)` : described };
  if (controller === undefined) {
    if (binding !== null) throw new Error(`the database belongs to the controller at ${binding.address}`);
    return { ...found, controller: null, warnings: [] };
  }
  const client = createControllerClient(controller);
  const { address } = client;
  try {
    const { version, controllerId, warnings } = await checkController(client.api);
    refuseOtherController(binding, { id: controllerId, address });
    const whose = binding === null ? "the database belongs to none yet" : "the database belongs to it";
    return { ...found, controller: `${version} at ${address}; ${whose}`, warnings };
  } finally {
    client.close();
  }
}

/** @throws Error for a database of the embedded network that a controller is given for */
async function bindingOf(database: string, { isForController }: { readonly isForController: boolean }) {
  const db = await openAsItIs(database);
  try {
    if (isForController) await withoutKeys(db);
    return await readBinding(db);
  } finally {
    await db.destroy();
  }
}
