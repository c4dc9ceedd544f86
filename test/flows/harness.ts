import { type ChildProcess, type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { words } from "../tfplugin/support/words";

const ROOT = resolve(__dirname, "../..");
const CLI = join(ROOT, "dist/src/cli/main.js");
const TERRAFORM = process.env.TERRAFORM_BIN || "terraform";

/** Planted so that every output can be searched for it. */
export const CLIENT_SECRET = "planted-client-secret-5f0c";
export const CLIENT_ID = "flow-tests";

export interface Server {
  readonly url: string;
  readonly console: string;
  readonly networkId: string;
  readonly process: ChildProcess;
  readonly database: string;
  /** Everything it wrote to stderr so far. */
  log(): string;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** A fresh folder, removed after the test run; its name has a space in it, as users' folders do. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "flow tests "));
  temporary.push(folder);
  return folder;
}
const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Starts `netfoundry-scim serve` as a user would, on a free port. */
export async function startServer(
  database = join(temporaryFolder(), "server.sqlite"),
  options: readonly string[] = [],
): Promise<Server> {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run "npm run build" first`);
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
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    ...ready,
    process: child,
    database,
    log: () => log,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, for searching. */
  readonly output: string;
}

/** What a process wrote, once it has ended. */
export function ended(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Run> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  return new Promise<Run>((done, reject) => {
    child.on("error", reject);
    child.on("close", (code) => done({ code, stdout, stderr, output: stdout + stderr }));
  });
}

/** A folder with a configuration, run against one server by the real terraform. */
export class Workspace {
  readonly folder = temporaryFolder();
  readonly #environment: NodeJS.ProcessEnv;

  constructor(api: { url: string; networkId?: string }, environment: NodeJS.ProcessEnv = {}) {
    const mirror = join(this.folder, ".mirror");
    const rc = join(this.folder, ".terraformrc");
    execFileSync(process.execPath, [CLI, "provider", "install", "--dir", mirror], { stdio: "pipe" });
    writeFileSync(
      rc,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
    );
    this.#environment = {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_CLI_CONFIG_FILE: rc,
      NF_API_URL: api.url,
      NF_CLIENT_ID: CLIENT_ID,
      NF_CLIENT_SECRET: CLIENT_SECRET,
      ...environment,
    };
  }

  /** Writes `main.tf`: the configuration given, with the provider required. */
  write(configuration: string): this {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(
      join(this.folder, "main.tf"),
      `terraform {\n  required_providers {\n    netfoundry = {\n      source = "netfoundry/netfoundry"\n    }\n  }\n}\n${configuration}\n`,
    );
    return this;
  }

  async init(): Promise<this> {
    await this.succeed("init", "-input=false");
    return this;
  }

  /** Starts terraform and hands out the process, for tests that disturb it. */
  start(...args: string[]): { process: ChildProcess; done: Promise<Run> } {
    const child = spawn(TERRAFORM, args, {
      cwd: this.folder,
      env: this.#environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { process: child, done: ended(child) };
  }

  /** Runs terraform, whatever comes of it. */
  async run(...args: string[]): Promise<Run> {
    return this.start(...args, "-no-color").done;
  }

  /** Runs terraform and expects exit 0; the failure carries the output. */
  async succeed(...args: string[]): Promise<Run> {
    const run = await this.run(...args);
    if (run.code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${run.code}:\n${run.output}`);
    return run;
  }

  /** Runs terraform and expects it to fail; gives the error text with line breaks and frames folded away. */
  async fail(...args: string[]): Promise<string> {
    const run = await this.run(...args);
    if (run.code === 0) throw new Error(`terraform ${args.join(" ")} succeeded:\n${run.output}`);
    return words(run.output);
  }

  async apply(configuration?: string): Promise<Run> {
    if (configuration !== undefined) this.write(configuration);
    return this.succeed("apply", "-auto-approve", "-input=false");
  }

  /** What a plan would do: 0 nothing, 2 something (terraform's -detailed-exitcode). */
  async planCode(): Promise<number | null> {
    const run = await this.run("plan", "-input=false", "-detailed-exitcode");
    if (run.code === 1) throw new Error(`terraform plan failed:\n${run.output}`);
    return run.code;
  }

  /** Attributes of one resource in the state; null when it is not there. */
  async state(address: string): Promise<Record<string, unknown> | null> {
    const { stdout } = await this.succeed("show", "-json");
    const resources: { address: string; values: Record<string, unknown> }[] =
      JSON.parse(stdout).values?.root_module?.resources ?? [];
    return resources.find((resource) => resource.address === address)?.values ?? null;
  }

  async outputs(): Promise<Record<string, string>> {
    const { stdout } = await this.succeed("output", "-json");
    return Object.fromEntries(
      Object.entries<{ value: string }>(JSON.parse(stdout)).map(([name, { value }]) => [name, value]),
    );
  }
}
