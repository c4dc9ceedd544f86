import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BenchFolder, BenchServer } from "./playground";
import { type Row, target } from "./row";
import type { Usage, Used } from "./usage";

/** The targets at 1,000 resources. */
const MOST_MEGABYTES = 120;

/** The commands, with the target for the CPU time of a call in milliseconds. */
const STEPS: readonly [string, readonly string[], number][] = [
  ["apply", ["apply", "-auto-approve", "-input=false"], 1.1],
  ["second plan", ["plan", "-input=false"], 0.6],
];

/**
 * Measures the plugin processes of each command together: the CPU time of a call, without and with the
 * starts, and the memory of the largest process.
 */
export async function loadRows(count: number, signal: AbortSignal): Promise<Row[]> {
  const server = await new BenchServer().start();
  const folder = new BenchFolder(server, signal);
  try {
    await folder.write(
      `resource "netfoundry_scim_integration" "it" {
        count = ${count}
        name  = "Number \${count.index}"
      }`,
    );
    const rows: Row[] = [];
    for (const [name, args, most] of STEPS) {
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
      rows.push(...rowsOf(`${name} of ${count.toLocaleString("en")}`, processes, server.taken(), most));
    }
    return rows;
  } finally {
    folder.remove();
    await server.stop();
  }
}

function rowsOf(name: string, processes: readonly Usage[], requests: number, most: number): Row[] {
  const whole = sumOf(processes);
  const configured = sumOf(processes.flatMap(({ configured }) => configured ?? []));
  const each = configured.cpuMilliseconds / configured.calls;
  const largest = Math.max(...processes.map((usage) => usage.maxMegabytes));
  return [
    {
      what: `${name}: provider CPU per call, once it is configured`,
      ours: `${each.toFixed(2)} ms`,
      beside: `${configured.calls.toLocaleString("en")} calls, with the requests to the API`,
      comparison: "",
      target: target(`at most ${most} ms at 1,000`, each, most),
    },
    {
      what: `${name}: the same with every start`,
      ours: `${(whole.cpuMilliseconds / whole.calls).toFixed(2)} ms`,
      beside: `${whole.calls.toLocaleString("en")} calls in ${processes.length} processes`,
      comparison: "",
      target: "",
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

function sumOf(parts: readonly Used[]): Used {
  return {
    calls: parts.reduce((sum, { calls }) => sum + calls, 0),
    cpuMilliseconds: parts.reduce((sum, { cpuMilliseconds }) => sum + cpuMilliseconds, 0),
  };
}
