import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { guardedFolder } from "../../test/server/support/guarded-folder";
import { connected, serverOf } from "../scim/bench-server";
import { type Caller, caller } from "./caller";
import type { BenchController } from "./controllers";

const CLIENT = { NF_CLIENT_ID: "bench", NF_CLIENT_SECRET: "bench-secret-of-some-length" };

/** A gateway that is started as a user would, with an integration. */
export interface BenchGateway {
  readonly pid: number;
  /** Sends SCIM requests. The path begins below the integration URL. */
  readonly scim: Caller;
  /** How many identities the controller does not have as they shall be. */
  readonly pending: () => Promise<number>;
}

/** Runs the work against a gateway to the controller. */
export async function withGateway(
  controller: BenchController,
  signal: AbortSignal,
  work: (gateway: BenchGateway) => Promise<void>,
): Promise<void> {
  const { folder, remove } = guardedFolder("netfoundry-scim-bench-");
  const options = ["--port", "0", "--database", join(folder, "server.sqlite"), "--scim-rate-limit", "0"];
  const ca = join(folder, "ca.pem");
  if (controller.ca !== undefined) writeFileSync(ca, controller.ca);
  const to = [
    "--controller",
    controller.url,
    ...(controller.ca === undefined ? [] : ["--controller-ca", ca]),
  ];
  const account = { ZITI_API_USERNAME: controller.username, ZITI_API_PASSWORD: controller.password };
  const child = spawn(process.execPath, [serverOf(packageRoot().directory), "serve", ...options, ...to], {
    env: { PATH: process.env.PATH, ...CLIENT, ...account },
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  try {
    const { url, networkId } = await ready(child);
    const { token, base } = await connected(url, networkId);
    const send = caller({ url, signal, headers: { authorization: `Bearer ${token}` } });
    const metrics = caller({ url, signal });
    await work({
      pid: child.pid ?? 0,
      scim: (method, path, body) => send(method, base + path, body),
      pending: async () => pendingIn(String(await metrics("GET", "/metrics"))),
    });
  } finally {
    child.kill("SIGKILL");
    await gone;
    await remove();
  }
}

function ready(child: ChildProcess): Promise<{ url: string; networkId: string }> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (line: Buffer) => resolve(JSON.parse(line.toString())));
    child.once("exit", (code) => reject(new Error(`the gateway ended with ${code} before it was ready`)));
  });
}

function pendingIn(metrics: string): number {
  const count = /netfoundry_scim_deliveries\{state="pending"\} (\d+)/.exec(metrics)?.[1];
  if (count === undefined) throw new Error("the metrics do not say how many deliveries are pending");
  return Number(count);
}
