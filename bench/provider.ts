import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { packageRoot } from "../src/cli/package-root";
import { type Compared, compareRows } from "./provider/compare";
import { loadRows } from "./provider/load";
import { refreshRows } from "./provider/refresh";
import { markdown, type Row } from "./provider/row";
import { scaleRows } from "./provider/scale";
import { startRows } from "./provider/start";
import { stopRows } from "./provider/stop";

const PAGE = join(packageRoot().directory, "bench/provider.md");
const TABLE = /(<!-- table -->\n)[\s\S]*?(\n<!-- end of table -->)/;

const PARTS = ["start", "compare", "scale", "load", "refresh"] as const;

interface Options extends Compared {
  readonly only: readonly string[];
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly minutes: number;
  readonly save: boolean;
}

/**
 * `npm run bench -- provider` measures the provider as terraform runs it, prints a table, and ends in time.
 */
export async function runProviderBench(args: readonly string[]): Promise<void> {
  const { only, sizes, rounds, minutes, save, ...compared } = optionsOf(args);
  const deadline = AbortSignal.timeout(minutes * 60_000);
  const rows: Row[] = [];
  const measure = async (part: string, what: string, work: () => Promise<Row[]>) => {
    if (only.length > 0 && !only.includes(part)) return;
    process.stderr.write(`${what} …\n`);
    const measured = await work().catch((error: unknown) => {
      if (!deadline.aborted) throw error;
      return [{ what, ours: "out of time", beside: "", comparison: "", target: "" }];
    });
    rows.push(...measured);
  };
  const largest = Math.max(...sizes);
  await measure("start", "start of a plugin", () => startRows(21, deadline));
  await measure("start", "end of a plugin", () => stopRows(21, deadline));
  await measure("compare", "a plan of one, in turns", () => compareRows(compared, rounds, deadline));
  for (const size of sizes) {
    const times = size < 10 ? 15 : size < 500 ? 3 : 1;
    await measure("scale", `commands on ${size}`, () => scaleRows(size, times, deadline));
  }
  await measure("load", `load of ${largest}`, () => loadRows(largest, deadline));
  await measure("refresh", `refresh of ${largest}`, () => refreshRows(largest, deadline));
  const table = markdown(rows);
  process.stdout.write(`${table}\n`);
  if (save) writeFileSync(PAGE, readFileSync(PAGE, "utf8").replace(TABLE, `$1${table}$2`));
}

function optionsOf(args: readonly string[]): Options {
  const list = (text: string) => text.split(",");
  return new Command("bench provider")
    .option("--only <parts>", `measure only these: ${PARTS.join(", ")}`, list, [])
    .option(
      "--sizes <numbers>",
      "how many resources",
      (text: string) => list(text).map(Number),
      [1, 100, 1000],
    )
    .option("--old <folder>", "a built checkout of an older commit, for the plan of one")
    .option("--self-contained <path>", "zip or folder of the self-contained form, for the plan of one")
    .option("--rounds <number>", "how many plans of one are compared", Number, 21)
    .option("--minutes <number>", "end after so long, whatever is left", Number, 9.5)
    .option("--save", "put the table into bench/provider.md", false)
    .parse(args, { from: "user" })
    .opts<Options>();
}
