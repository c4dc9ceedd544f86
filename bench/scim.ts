import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../src/cli/package-root";
import { type BenchEngine, sqliteEngine } from "./scim/engine";
import { httpFloors } from "./scim/floor";
import { allowsGroups } from "./scim/group-operations";
import { describeMachine } from "./scim/machine";
import { measureSections, type Subject } from "./scim/measure-section";
import { type Engine, scimBenchOptions } from "./scim/options";
import { BesidePeer } from "./scim/peer";
import { postgresEngine } from "./scim/postgres-engine";
import { commitTable, httpTable, sectionTable } from "./scim/table";

const PAGE = join(packageRoot().directory, "bench/scim.md");
const ENGINES: Readonly<Record<Engine, () => BenchEngine | null>> = {
  sqlite: () => sqliteEngine,
  postgres: postgresEngine,
};
const TABLE = /(<!-- table -->\n)[\s\S]*?(\n<!-- end of table -->)/;

/**
 * `npm run bench -- scim` starts the server as a user would, fills it, and measures each operation. It prints
 * the figures beside those of a bare server, the fastest peer and the targets, and ends in time.
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
  print(`${await describeMachine()} ${seconds} s a row.`);
  say("what the machine does without the server …");
  const http = await httpFloors(connections, seconds, deadline);
  print(httpTable(http));
  const peer = options.peer ? new BesidePeer(options.peer, deadline) : null;
  const [fewest = 0] = users;
  if (peer !== null) {
    say("filling the peer …");
    await peer.fill(
      fewest,
      options.groups.filter((size) => allowsGroups(fewest, size)),
    );
    print(`Peer: the server at ${options.peer?.url}, measured in turns with ours.`);
  }
  for (const name of options.database) {
    const engine = ENGINES[name]();
    if (engine === null) {
      print(
        `### ${name}\n\nNot measured: initdb is missing; install postgresql or set PG_BIN to its folder.`,
      );
      continue;
    }
    await engine.run(async (newDatabase) => {
      const commits = await engine.commitFloors(connections, seconds);
      print(commitTable(engine.name, engine.together, commits));
      const subjects: Subject[] = [];
      for (const checkout of [null, ...(options.old === undefined ? [] : [options.old])]) {
        for (const count of users) subjects.push({ database: await newDatabase(), users: count, checkout });
      }
      const sections = await measureSections(subjects, options, { engine, peer, signal: deadline, say });
      for (const section of sections)
        print(sectionTable(section, { http, commits, isInside: engine.isInside }));
    });
  }
  if (save) writeFileSync(PAGE, readFileSync(PAGE, "utf8").replace(TABLE, `$1${parts.join("\n\n")}$2`));
}
