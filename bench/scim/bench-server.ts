import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";

const CLIENT = { NF_CLIENT_ID: "bench", NF_CLIENT_SECRET: "bench-secret-of-some-length" };

/** The command line of a built checkout. */
export function serverOf(checkout: string): string {
  return join(checkout, "dist/src/cli/main.js");
}

/** A server that is started as a user would, with durable settings, and an integration with its token. */
export interface BenchServer {
  readonly url: string;
  readonly pid: number;
  readonly token: string;
  /** The path of the integration URL. */
  readonly base: string;
}

/**
 * Runs the work against a server over a database.
 * @param database The path of an SQLite file or a `postgres://` URL.
 * @param checkout The folder of the commit whose server runs. Null for this one.
 */
export async function withServer<Result>(
  database: string,
  checkout: string | null,
  work: (server: BenchServer) => Promise<Result>,
): Promise<Result> {
  // One token sends everything here, far more than an identity provider would.
  const options = ["--port", "0", "--database", database, "--scim-rate-limit", "0"];
  const child = spawn(
    process.execPath,
    [serverOf(checkout ?? packageRoot().directory), "serve", ...options],
    {
      env: { PATH: process.env.PATH, ...CLIENT },
      // The fourth pipe tells the server that its parent has ended, for whatever reason.
      stdio: ["ignore", "pipe", "ignore", "ipc"],
    },
  );
  const gone = new Promise((resolve) => child.once("exit", resolve));
  try {
    const { url, networkId } = await ready(child);
    return await work({ url, pid: child.pid ?? 0, ...(await connected(url, networkId)) });
  } finally {
    child.kill("SIGKILL");
    await gone;
  }
}

function ready(child: ChildProcess): Promise<{ url: string; networkId: string }> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (line: Buffer) => resolve(JSON.parse(line.toString())));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
}

/** Makes an integration with a token. */
export async function connected(url: string, networkId: string) {
  const basic = Buffer.from(`${CLIENT.NF_CLIENT_ID}:${CLIENT.NF_CLIENT_SECRET}`).toString("base64");
  const form = { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" };
  const signIn = await post(`${url}/oauth2/token`, form, "grant_type=client_credentials");
  const json = { authorization: `Bearer ${signIn.access_token}`, "content-type": "application/json" };
  const made = await post(`${url}/scim/v1/integrations`, json, JSON.stringify({ networkId, name: "bench" }));
  const minted = await post(`${url}/scim/v1/integrations/${made.id}/tokens`, json, "{}");
  return { token: minted.token ?? "", base: `/scim/v2/${made.id}` };
}

async function post(url: string, headers: Record<string, string>, body: string) {
  const answer = await fetch(url, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as Readonly<Record<string, string>>;
}
