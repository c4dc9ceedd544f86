import { join } from "node:path";
import { guardedFolder } from "../../test/server/support/guarded-folder";
import { type CommitFloor, sqliteFloors } from "./commit-floor";

/** A database engine that the server can keep its data in. */
export interface BenchEngine {
  readonly name: string;
  /** What the first column of its floors counts. */
  readonly together: string;
  /** Whether it works in the server's own thread, so that one does nothing while the other does. */
  readonly isInside: boolean;
  /** Runs the work with what makes new, empty databases as `--database` of the server names them; removes them all. */
  run(work: (newDatabase: () => Promise<string>) => Promise<void>): Promise<void>;
  /** Does at once what the engine does by itself in the minutes after much was written. */
  settle(database: string): Promise<void>;
  /** What the engine does alone, while it runs, for so many writes at a time. */
  commitFloors(atATime: readonly number[], seconds: number): Promise<CommitFloor[]>;
}

/** SQLite files in a temporary folder. */
export const sqliteEngine: BenchEngine = {
  name: "SQLite",
  together: "rows to a commit",
  isInside: true,
  async run(work) {
    const { folder, remove } = guardedFolder("netfoundry-scim-bench-");
    let made = 0;
    try {
      await work(async () => join(folder, `${++made}.sqlite`));
    } finally {
      await remove();
    }
  },
  settle: async () => undefined,
  commitFloors: async (atATime, seconds) => sqliteFloors(atATime, seconds),
};
