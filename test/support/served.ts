import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { CLI, InstalledProvider, requireBuild } from "./installed-provider";
import { temporaryDatabase } from "./temporary-folder";

/** Tests search every output for this secret. */
export const CLIENT_SECRET = "planted-client-secret-5f0c";
export const CLIENT_ID = "flow-tests";

export interface Server {
  readonly url: string;
  readonly console: string;
  readonly networkId: string;
  /** Everything it wrote to stderr so far. */
  log(): string;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

/** Starts `netfoundry-scim serve` as a user would, on a free port. */
export async function startServer(
  database = temporaryDatabase(),
  options: readonly string[] = [],
): Promise<Server> {
  requireBuild();
  const child = spawn(process.execPath, [CLI, "serve", "--port", "0", "--database", database, ...options], {
    env: { ...process.env, NF_CLIENT_ID: CLIENT_ID, NF_CLIENT_SECRET: CLIENT_SECRET },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    log += chunk;
  });
  const lines = createInterface({ input: child.stdout });
  const ready = await Promise.race([
    once(lines, "line").then(([line]) => JSON.parse(String(line))),
    once(child, "exit").then(([code]) => {
      throw new Error(`serve ended with ${code}: ${log}`);
    }),
  ]);
  return {
    ...ready,
    log: () => log,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** A terraform folder that uses the installed provider against one server. */
export class Workspace extends InstalledProvider {
  constructor(api: { readonly url: string }, environment: NodeJS.ProcessEnv = {}) {
    super({
      NF_API_URL: api.url,
      NF_CLIENT_ID: CLIENT_ID,
      NF_CLIENT_SECRET: CLIENT_SECRET,
      ...environment,
    });
  }
}
