import { join } from "node:path";
import { guardedFolder } from "../../test/server/support/guarded-folder";
import { type CommitFloor, sqliteFloors } from "./commit-floor";

/** A database engine of the server. */
export interface BenchEngine {
  readonly name: string;
  /** The meaning of the first column in the table of its floors. */
  readonly together: string;
  /** Whether it runs in the server's own thread, so that only one of the two works at a time. */
  readonly isInside: boolean;
  /** Runs the work with a function that makes empty databases for `--database`. Removes them afterwards. */
  run(work: (newDatabase: () => Promise<string>) => Promise<void>): Promise<void>;
  /** Runs the maintenance now that the engine would run in the minutes after many writes. */
  settle(database: string): Promise<void>;
  /** Measures the running engine alone, for so many writes at a time. */
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
