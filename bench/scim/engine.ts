import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommitFloor, sqliteFloors } from "./commit-floor";

/** A database engine that the server can keep its data in. */
export interface BenchEngine {
  readonly name: string;
  /** Runs the work with what makes new, empty databases as `--database` of the server names them; removes them all. */
  run(work: (newDatabase: () => Promise<string>) => Promise<void>): Promise<void>;
  /** What the engine does alone, while it runs: rows a second, so many to a commit. */
  commitFloors(batches: readonly number[], seconds: number): Promise<CommitFloor[]>;
}

/** SQLite files in a temporary folder. */
export const sqliteEngine: BenchEngine = {
  name: "SQLite",
  async run(work) {
    const folder = mkdtempSync(join(tmpdir(), "netfoundry-scim-bench-"));
    let made = 0;
    try {
      await work(async () => join(folder, `${++made}.sqlite`));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  commitFloors: async (batches, seconds) => sqliteFloors(batches, seconds),
};
