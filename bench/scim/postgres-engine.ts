import { Client } from "pg";
import { guardedFolder } from "../../test/server/support/guarded-folder";
import { runStatement } from "../../test/server/support/run-statement";
import { postgresqlBinaries, startPostgresql } from "../../test/server/support/throwaway-postgresql";
import { benchUser } from "./bench-user";
import type { CommitFloor } from "./commit-floor";
import type { BenchEngine } from "./engine";

/** A PostgreSQL server that is made for the run, with its default settings. Null without PostgreSQL. */
export function postgresEngine(): BenchEngine | null {
  return postgresqlBinaries() === null ? null : new ThrowawayEngine();
}

class ThrowawayEngine implements BenchEngine {
  readonly name = "PostgreSQL";
  readonly together = "commits at a time";
  readonly isInside = false;
  #url = "";
  #made = 0;

  async run(work: (newDatabase: () => Promise<string>) => Promise<void>): Promise<void> {
    const { folder, remove } = guardedFolder("netfoundry-scim-bench-");
    try {
      this.#url = await startPostgresql(folder);
      await work(() => this.#newDatabase());
    } finally {
      await remove();
    }
  }

  /** The work of autovacuum. Without statistics, the plans are those of empty tables. */
  settle(database: string): Promise<void> {
    return runStatement(database, "vacuum analyze");
  }

  /** Writes each row in its own commit, so many at a time, each over its own connection. */
  async commitFloors(atATime: readonly number[], seconds: number): Promise<CommitFloor[]> {
    const database = await this.#newDatabase();
    await runStatement(database, "create table users (id text primary key, name text unique, body text)");
    const floors: CommitFloor[] = [];
    for (const rows of atATime) floors.push({ rows, perSecond: await written(database, rows, seconds) });
    return floors;
  }

  async #newDatabase(): Promise<string> {
    const name = `bench_${++this.#made}`;
    await runStatement(`${this.#url}/postgres`, `create database ${name}`);
    return `${this.#url}/${name}`;
  }
}

/** The number of rows a second over so many connections, each row in its own commit. */
async function written(database: string, connections: number, seconds: number): Promise<number> {
  const start = performance.now();
  let rows = 0;
  const one = async (connection: number) => {
    const client = new Client({ connectionString: database });
    await client.connect();
    try {
      for (let row = 0; performance.now() - start < seconds * 1000; row++, rows++) {
        const key = `${connections}-${connection}-${row}`;
        const values = [key, `${key}@example.com`, JSON.stringify(benchUser(row))];
        await client.query({ name: "insert", text: "insert into users values ($1, $2, $3)", values });
      }
    } finally {
      await client.end();
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => one(connection)));
  return rows / ((performance.now() - start) / 1000);
}
