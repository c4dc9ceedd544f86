import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../src/cli/package-root";
import { markdown, type Row, target } from "./provider/row";
import { BYTES, CHANGES, largePlan } from "./review/large-plan";

const ROUNDS = 5;
const MOST_SECONDS = 3;
const MOST_MEGABYTES = 400;

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

/** `npm run bench -- review` reviews a large plan as a pipeline does, beside a Node that only parses it. */
export async function runReviewBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-review-"));
  try {
    const plan = join(folder, "plan.json");
    writeFileSync(plan, largePlan());
    const program = join(packageRoot().directory, "dist/src/cli/main.js");
    const parse = `JSON.parse(require("node:fs").readFileSync(${JSON.stringify(plan)}, "utf8"))`;
    const runs = Array.from({ length: ROUNDS }, () => ({
      ours: measured(folder, [program, "review", plan, "--format", "markdown"]),
      parsing: measured(folder, ["-e", parse]),
    }));
    process.stdout.write(`${markdown(rowsOf(runs))}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(runs: readonly { readonly ours: Measured; readonly parsing: Measured }[]): Row[] {
  const what = `review of ${BYTES / 1e6} MB, ${CHANGES} changes`;
  const row = (name: string, of: (one: Measured) => number, unit: string, most: number): Row => {
    const ours = median(runs.map((run) => of(run.ours)));
    const parsing = median(runs.map((run) => of(run.parsing)));
    return {
      what: `${what}, ${name}`,
      ours: `${ours.toFixed(1)} ${unit}`,
      beside: `JSON.parse alone ${parsing.toFixed(1)} ${unit}`,
      comparison: `${(ours / parsing).toFixed(1)} x`,
      target: target(`${most} ${unit}`, ours, most),
    };
  };
  return [
    row("time", ({ seconds }) => seconds, "s", MOST_SECONDS),
    row("memory", ({ megabytes }) => megabytes, "MB", MOST_MEGABYTES),
  ];
}

/** Runs Node once. Verdicts are no failures. */
function measured(folder: string, args: readonly string[]): Measured {
  const usage = join(folder, "usage");
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: {
      ...process.env,
      NODE_OPTIONS: `--require ${join(__dirname, "review/report-usage.js")}`,
      BENCH_USAGE: usage,
    },
    maxBuffer: 1e9,
  });
  const seconds = (performance.now() - started) / 1000;
  if (status === null || status === 1 || status > 3) throw new Error(`the review failed: ${stderr}`);
  return { seconds, megabytes: Number(readFileSync(usage, "utf8")) };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
