import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";

const MAIN = join(packageRoot().directory, "dist/src/cli/main.js");
const CLIENT = { NF_CLIENT_ID: "bench", NF_CLIENT_SECRET: "bench-secret-of-some-length" };
/** Clock ticks a second in /proc, which Linux fixes for user space. */
const TICKS = 100;

/** A server started as a user would, with durable settings, and an integration with its token. */
export interface BenchTarget {
  readonly url: string;
  readonly token: string;
  /** The integration URL's path. */
  readonly base: string;
  /** Processor seconds the server has used. */
  cpuSeconds(): number;
  /** Resident memory in megabytes. */
  megabytes(): number;
}

/** Runs the work against a server over the database; null is a new SQLite file. */
export async function withServer<Result>(
  database: string | null,
  work: (target: BenchTarget) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "netfoundry-scim-bench-"));
  const location = database ?? join(folder, "bench.sqlite");
  // One token sends everything here, far more than an identity provider's would.
  const options = ["--port", "0", "--database", location, "--scim-rate-limit", "0"];
  const child = spawn(process.execPath, [MAIN, "serve", ...options], {
    env: { PATH: process.env.PATH, ...CLIENT },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  try {
    const { url, networkId } = await ready(child);
    return await work({ ...(await connected(url, networkId)), ...usage(child.pid ?? 0) });
  } finally {
    child.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

function ready(child: ChildProcess): Promise<{ url: string; networkId: string }> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (line: Buffer) => resolve(JSON.parse(line.toString())));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
}

async function connected(url: string, networkId: string) {
  const basic = Buffer.from(`${CLIENT.NF_CLIENT_ID}:${CLIENT.NF_CLIENT_SECRET}`).toString("base64");
  const form = { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" };
  const signIn = await post(`${url}/oauth2/token`, form, "grant_type=client_credentials");
  const json = { authorization: `Bearer ${signIn.access_token}`, "content-type": "application/json" };
  const name = `bench ${Date.now()}`;
  const made = await post(`${url}/scim/v1/integrations`, json, JSON.stringify({ networkId, name }));
  const minted = await post(`${url}/scim/v1/integrations/${made.id}/tokens`, json, "{}");
  return { url, token: minted.token ?? "", base: `/scim/v2/${made.id}` };
}

async function post(url: string, headers: Record<string, string>, body: string) {
  const answer = await fetch(url, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as Readonly<Record<string, string>>;
}

function usage(pid: number) {
  return {
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    megabytes: () => {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    },
  };
}
