import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { type Row, target } from "./row";
import { median, shown } from "./timing";

/** The shipped provider. */
export const PROVIDER = join(packageRoot().directory, "dist/provider/terraform-provider-netfoundry");
/** The variable that tells a plugin that terraform started it (go-plugin). */
export const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/** The target: the time from exec to handshake line, over that of an empty `node -e 0`. */
const MOST = 2;

/**
 * Measures the start of a plugin process, beside a node that does nothing. In turns, so that noise affects
 * both.
 */
export async function startRows(rounds: number, signal: AbortSignal): Promise<Row[]> {
  const environment = {
    PATH: process.env.PATH,
    TF_PLUGIN_MAGIC_COOKIE: COOKIE,
    PLUGIN_CLIENT_CERT: createCertificate().cert,
  };
  const empty: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) {
    empty.push(await untilEnd(environment, signal));
    ours.push(await untilLine(environment, signal));
  }
  const ratio = median(ours) / median(empty);
  const least = Math.min(...ours) / Math.min(...empty);
  return [
    {
      what: `exec to handshake line, median of ${rounds} (least)`,
      ours: `${shown(median(ours))} (${shown(Math.min(...ours))})`,
      beside: `node -e 0: ${shown(median(empty))} (${shown(Math.min(...empty))})`,
      comparison: `${ratio.toFixed(2)} x (${least.toFixed(2)} x)`,
      target: target(`at most ${MOST.toFixed(1)} x`, ratio, MOST),
    },
  ];
}

async function untilEnd(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  const begun = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { env, stdio: "ignore", signal }), "exit");
  return performance.now() - begun;
}

async function untilLine(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  const begun = performance.now();
  const plugin = spawn(PROVIDER, { env, stdio: ["ignore", "pipe", "ignore"], signal });
  await once(plugin.stdout, "data", { signal });
  const milliseconds = performance.now() - begun;
  plugin.kill("SIGKILL");
  await once(plugin, "exit");
  return milliseconds;
}
