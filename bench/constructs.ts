import { execFileSync } from "node:child_process";
import { packageRoot } from "../src/cli/package-root";
import { markdown, type Row, target } from "./provider/row";
import { median } from "./provider/timing";

const ROUNDS = 15;
/** The target: milliseconds that an import of the constructs takes beyond that of the framework. */
const MOST = 20;

const FLAVOURS: Readonly<Record<string, string>> = {
  cdktf: "netfoundry-scim/constructs",
  cdktn: "netfoundry-scim/constructs/cdktn",
};

interface Imported {
  readonly framework: number;
  readonly ours: number;
}

/** `npm run bench -- constructs`: new processes import each flavour of the constructs after its framework. */
export async function runConstructsBench(): Promise<void> {
  const rows = Object.entries(FLAVOURS).map(([framework, entry]): Row => {
    const runs = Array.from({ length: ROUNDS }, () => imported(framework, entry));
    const ours = median(runs.map((run) => run.ours));
    return {
      what: `import of ${entry}, median of ${ROUNDS} (least)`,
      ours: `+${ours.toFixed(1)} ms (+${Math.min(...runs.map((run) => run.ours)).toFixed(1)} ms)`,
      beside: `${framework}: ${median(runs.map((run) => run.framework)).toFixed(0)} ms`,
      comparison: "",
      target: target(`at most +${MOST} ms`, ours, MOST),
    };
  });
  process.stdout.write(`${markdown(rows)}\n`);
}

function imported(framework: string, entry: string): Imported {
  const script = `
    const begun = performance.now();
    require("${framework}");
    const between = performance.now();
    require("${entry}");
    const ours = performance.now() - between;
    console.log(JSON.stringify({ framework: between - begun, ours }));`;
  const { directory } = packageRoot();
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { cwd: directory, encoding: "utf8" }));
}
