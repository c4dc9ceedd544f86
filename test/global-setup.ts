import { guardedFolder } from "./server/support/guarded-folder";
import { preparePostgresql } from "./server/support/postgresql";
import { memoryParent, RUN_VARIABLE } from "./support/memory-folder";

/** Jest calls it before the first test file. */
export = (): void => {
  preparePostgresql();
  // It is removed when jest ends, however jest ends. No worker does that when it is killed.
  process.env[RUN_VARIABLE] = guardedFolder("netfoundry-scim-run-", memoryParent()).folder;
};
