import { BenchFolder, BenchServer } from "./playground";
import type { Row } from "./row";
import { median, shown } from "./timing";

const STEPS: readonly [string, readonly string[]][] = [
  ["validate", ["validate"]],
  ["plan", ["plan", "-input=false"]],
  ["apply", ["apply", "-auto-approve", "-input=false"]],
  ["second plan", ["plan", "-input=false"]],
];
const DESTROY = ["destroy", "-auto-approve", "-input=false"];

/**
 * Measures terraform's commands on `count` of our resources, beside as many of the built-in terraform_data.
 */
export async function scaleRows(count: number, rounds: number, signal: AbortSignal): Promise<Row[]> {
  const server = await new BenchServer().start();
  const folders: BenchFolder[] = [];
  try {
    const ours = new BenchFolder(server, signal);
    const builtIn = new BenchFolder(null, signal);
    folders.push(ours, builtIn);
    await ours.write(
      `resource "netfoundry_scim_integration" "it" {
        count = ${count}
        name  = "Number \${count.index}"
      }`,
    );
    await builtIn.write(
      `resource "terraform_data" "it" {\n  count = ${count}\n  input = "Number \${count.index}"\n}\n`,
    );
    const times = new Map(STEPS.map(([name]) => [name, { ours: [] as number[], builtIn: [] as number[] }]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, args] of STEPS) {
        times.get(name)?.builtIn.push((await builtIn.terraform(args)).milliseconds);
        times.get(name)?.ours.push((await ours.terraform(args)).milliseconds);
      }
      if (round === rounds - 1) break;
      await builtIn.terraform(DESTROY);
      await ours.terraform(DESTROY);
    }
    return [...times].map(([name, taken]) => rowOf(name, count, median(taken.ours), median(taken.builtIn)));
  } finally {
    for (const folder of folders) folder.remove();
    await server.stop();
  }
}

function rowOf(name: string, count: number, ours: number, builtIn: number): Row {
  const over = ours - builtIn;
  return {
    what: `${name} of ${count.toLocaleString("en")}`,
    ours: shown(ours),
    beside: `terraform_data: ${shown(builtIn)}`,
    comparison: `${(ours / builtIn).toFixed(2)} x, ${over < 0 ? "-" : "+"}${shown(Math.abs(over))}`,
    target: "",
  };
}
