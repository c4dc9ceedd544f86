import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BenchFolder, BenchServer } from "./playground";
import { type Row, target } from "./row";
import type { Usage } from "./usage";

/** Targets of the design, at 1,000 resources. */
const MOST_MILLISECONDS = 0.5;
const MOST_MEGABYTES = 120;

const STEPS: readonly [string, readonly string[]][] = [
  ["apply", ["apply", "-auto-approve", "-input=false"]],
  ["second plan", ["plan", "-input=false"]],
];

/** What the plugin processes of a command use, all of them together: CPU for each call, and the memory of the largest. */
export async function loadRows(count: number, signal: AbortSignal): Promise<Row[]> {
  const server = await new BenchServer().start();
  const folder = new BenchFolder(server, signal);
  try {
    await folder.write(
      `resource "netfoundry_scim_integration" "it" {\n  count = ${count}\n  name  = "Number \${count.index}"\n}\n`,
    );
    const rows: Row[] = [];
    for (const [name, args] of STEPS) {
      const file = join(folder.root, "usage.jsonl");
      server.taken();
      await folder.terraform(args, {
        NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "usage.js"))}`,
        BENCH_USAGE: file,
      });
      const processes: Usage[] = readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      rmSync(file);
      rows.push(...rowsOf(`${name} of ${count.toLocaleString("en")}`, processes, server.taken()));
    }
    return rows;
  } finally {
    folder.remove();
    await server.stop();
  }
}

function rowsOf(name: string, processes: readonly Usage[], requests: number): Row[] {
  const sum = (of: (usage: Usage) => number) => processes.reduce((total, usage) => total + of(usage), 0);
  const calls = sum((usage) => usage.calls);
  const each = sum((usage) => usage.cpuMilliseconds) / calls;
  const largest = Math.max(...processes.map((usage) => usage.maxMegabytes));
  return [
    {
      what: `${name}: provider CPU per call`,
      ours: `${each.toFixed(2)} ms`,
      beside: `${calls.toLocaleString("en")} calls in ${processes.length} processes, starts included`,
      comparison: "",
      target: target(`at most ${MOST_MILLISECONDS} ms at 1,000`, each, MOST_MILLISECONDS),
    },
    {
      what: `${name}: memory of the largest process`,
      ours: `${largest.toFixed(0)} MB`,
      beside: "",
      comparison: "",
      target: target(`at most ${MOST_MEGABYTES} MB at 1,000`, largest, MOST_MEGABYTES),
    },
    {
      what: `${name}: API calls`,
      ours: requests.toLocaleString("en"),
      beside: "sign-ins apart",
      comparison: "",
      target: "",
    },
  ];
}
