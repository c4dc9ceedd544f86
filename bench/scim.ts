import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../src/cli/package-root";
import { type BenchEngine, sqliteEngine } from "./scim/engine";
import { httpFloors } from "./scim/floor";
import type { Result } from "./scim/judgement";
import { measureSection } from "./scim/measure-section";
import { scimBenchOptions } from "./scim/options";
import { commitTable, httpTable, sectionTable } from "./scim/table";

const PAGE = join(packageRoot().directory, "bench/scim.md");
const TABLE = /(<!-- table -->\n)[\s\S]*?(\n<!-- end of table -->)/;

/**
 * `npm run bench -- scim`: starts the server as a user would, fills it, and prints what each operation takes beside what the
 * machine could do, the fastest peer and the targets. Ends in time by itself.
 */
export async function runScimBench(args: readonly string[]): Promise<void> {
  const options = scimBenchOptions(args);
  const { connections, seconds, users, minutes, save } = options;
  const deadline = AbortSignal.timeout(minutes * 60_000);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const parts: string[] = [];
  const print = (part: string) => {
    parts.push(part);
    process.stdout.write(`${part}\n\n`);
  };
  say("what the machine does without the server …");
  const http = await httpFloors(connections, seconds, deadline);
  print(httpTable(http));
  for (const engine of engines(options.database)) {
    await engine.run(async (newDatabase) => {
      const commits = await engine.commitFloors([...connections, 100], seconds);
      print(commitTable(engine.name, commits));
      const others: Result[] = [];
      for (const count of users) {
        const what = { engine: engine.name, database: await newDatabase(), users: count, others };
        print(sectionTable(await measureSection(what, options, deadline, say), { http, commits }));
      }
    });
  }
  if (save) writeFileSync(PAGE, readFileSync(PAGE, "utf8").replace(TABLE, `$1${parts.join("\n\n")}$2`));
}

function engines(names: readonly string[]): BenchEngine[] {
  return names.flatMap((name) => (name === "sqlite" ? [sqliteEngine] : []));
}
