import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { CLIENT_ID, CLIENT_SECRET } from "./running-server";

// The command as it is installed: `npm test` compiles it first.
const MAIN = join(packageRoot().directory, "dist", "src", "cli", "main.js");
if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing; run \`npm run build\` first`);

/** A server in a process of its own. */
export interface ServeProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Resolves with the exit code. Null when a signal ended the process. */
  readonly ended: Promise<number | null>;
}

/**
 * Starts `netfoundry-scim serve` on a test's database. Resolves when it is ready.
 * @param more further arguments and variables of the environment.
 */
export async function serveProcess(
  database: string,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ServeProcess> {
  const child = spawn(process.execPath, [MAIN, "serve", "--port", "0", "--database", database, ...args], {
    env: { PATH: process.env.PATH, NF_CLIENT_ID: CLIENT_ID, NF_CLIENT_SECRET: CLIENT_SECRET, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("\n")) resolve((JSON.parse(output) as { url: string }).url);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
  });
  return { child, url, ended };
}
