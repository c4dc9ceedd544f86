import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

const TERRAFORM = process.env.TERRAFORM_BIN ?? "terraform";

export interface Run {
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** A terraform run that has been started. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

/** A directory with a configuration, a state, an API for it, and a terraform that sees no other settings. */
export class Workspace {
  readonly root = mkdtempSync(join(tmpdir(), "shelf-"));
  readonly api = join(this.root, "api");
  readonly processes = join(this.root, "processes");
  readonly temporary = join(this.root, "tmp");
  readonly #environment: NodeJS.ProcessEnv;

  constructor(environment: NodeJS.ProcessEnv = {}) {
    mkdirSync(this.processes);
    mkdirSync(this.temporary);
    const { PATH, HOME } = process.env;
    this.#environment = {
      PATH,
      HOME,
      TMPDIR: this.temporary,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_CLI_ARGS: "-no-color",
      TF_CLI_CONFIG_FILE: join(this.root, "terraformrc"),
      SHELF_PROCESSES: this.processes,
      ...environment,
    };
    writeFileSync(join(this.root, "terraformrc"), mirrorSettings(join(this.root, "mirror")));
  }

  /** Puts the provider, bundled as it would be shipped, where terraform init finds it. */
  installProvider(): this {
    const { platform, arch } = process;
    const target = `${platform}_${{ x64: "amd64", ia32: "386" }[arch as string] ?? arch}`;
    const folder = join(this.root, "mirror/registry.terraform.io/example/shelf/1.2.3", target);
    const outfile = join(folder, "terraform-provider-shelf_v1.2.3");
    buildSync({
      entryPoints: [join(__dirname, "shelf-main.ts")],
      bundle: true,
      minify: true,
      platform: "node",
      target: "node20",
      banner: { js: "#!/usr/bin/env node" },
      outfile,
    });
    chmodSync(outfile, 0o755);
    return this;
  }

  /** The executable terraform starts. */
  get provider(): string {
    const base = join(this.root, "mirror/registry.terraform.io/example/shelf/1.2.3");
    return join(base, readdirSync(base)[0] ?? "", "terraform-provider-shelf_v1.2.3");
  }

  /** Writes the configuration; the provider block is added. */
  configure(resources: string): this {
    const provider = `
      terraform {
        required_providers {
          shelf = { source = "example/shelf" }
        }
      }
      provider "shelf" {
        directory = ${JSON.stringify(this.api)}
      }
    `;
    writeFileSync(join(this.root, "main.tf"), provider + resources);
    return this;
  }

  terraform(...args: string[]): Promise<Run> {
    return this.start(args).ended;
  }

  /**
   * Starts terraform in a process group of its own, as a shell does.
   * @param starter a command that starts it in turn: `nohup`.
   */
  start(args: string[], environment: NodeJS.ProcessEnv = {}, starter?: string): Running {
    const [command = TERRAFORM, ...more] = [...(starter === undefined ? [] : [starter]), TERRAFORM, ...args];
    const child = spawn(command, more, {
      cwd: this.root,
      env: { ...this.#environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const ended = new Promise<Run>((resolve, reject) => {
      let output = "";
      const add = (chunk: Buffer) => {
        output += chunk;
      };
      child.stdout.on("data", add);
      child.stderr.on("data", add);
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output }));
    });
    return { child, ended };
  }

  /** The attributes of a resource in the state, or undefined when it is not there. */
  stored(address: string): Record<string, unknown> | undefined {
    return this.#instance(address)?.attributes;
  }

  tainted(address: string): boolean {
    return this.#instance(address)?.status === "tainted";
  }

  /** The object the API has under an id. */
  book(id: string): Record<string, unknown> | undefined {
    const file = join(this.api, `${id}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  }

  changeBook(id: string, change: Record<string, unknown>): void {
    writeFileSync(join(this.api, `${id}.json`), JSON.stringify({ ...this.book(id), ...change }));
  }

  removeBook(id: string): void {
    rmSync(join(this.api, `${id}.json`));
  }

  /** Provider processes of this workspace that are still there. */
  providersAlive(): readonly number[] {
    return readdirSync(this.processes).map(Number).filter(isAlive);
  }

  /** Sockets that providers of this workspace left behind. */
  socketsLeft(): readonly string[] {
    return readdirSync(this.temporary).filter((name) => name.startsWith("tf-"));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #instance(address: string) {
    const [type, name] = address.split(".");
    const file = join(this.root, "terraform.tfstate");
    if (!existsSync(file)) return undefined;
    const { resources } = JSON.parse(readFileSync(file, "utf8"));
    const found = resources.find(
      (one: { type: string; name: string }) => one.type === type && one.name === name,
    );
    return found?.instances[0] as { attributes: Record<string, unknown>; status?: string } | undefined;
  }
}

/** Waits until something holds, looking often; fails loudly after ten seconds. */
export async function eventually(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Whether a process runs. One that has ended and only waits for its parent to notice does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/stat`;
    return !(existsSync(status) && readFileSync(status, "utf8").includes(") Z "));
  } catch {
    return false;
  }
}

function mirrorSettings(mirror: string): string {
  return `
    provider_installation {
      filesystem_mirror {
        path = ${JSON.stringify(mirror)}
      }
      direct {
        exclude = ["*/*/*"]
      }
    }
  `;
}
