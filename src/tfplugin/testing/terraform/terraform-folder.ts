import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlannedChange } from "./planned-change";
import { ended, type Run } from "./run";
import { storedInstance } from "./stored-instance";

/** The program that is run as terraform: `TERRAFORM_BIN`, or the `terraform` of the PATH. */
export const TERRAFORM = process.env.TERRAFORM_BIN || "terraform";

/** A terraform run that has been started. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

export interface TerraformFolderSettings {
  /** An empty folder to work in. Default: a new one below the temporary directory of the system. */
  readonly root?: string;
  /** Stands before every configuration: the required providers, and the provider block if need be. */
  readonly header?: string;
  /** Variables for terraform and its providers. They get none of the caller's but PATH and HOME. */
  readonly environment?: NodeJS.ProcessEnv;
  /** The folder of providers that `terraform init` installs from; the folder's own by default. */
  readonly mirror?: string;
  /** The CLI configuration. By default terraform installs from the mirror and from nowhere else. */
  readonly cliConfiguration?: string;
}

/**
 * A folder with a configuration and a state, where tests run the real terraform. Terraform gets only the
 * settings given here, and downloads nothing by default. `TERRAFORM_BIN` names the program. It may be
 * OpenTofu.
 */
export class TerraformFolder {
  readonly root: string;
  readonly mirror: string;
  /** Where terraform and its providers keep sockets and other short-lived files. */
  readonly temporary: string;
  readonly #header: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(settings: TerraformFolderSettings = {}) {
    const { PATH, HOME } = process.env;
    this.root = settings.root ?? mkdtempSync(join(tmpdir(), "terraform-"));
    this.temporary = join(this.root, "tmp");
    const cliConfiguration = join(this.root, "terraformrc");
    this.mirror = settings.mirror ?? join(this.root, "mirror");
    this.#header = settings.header ?? "";
    this.#environment = {
      PATH,
      HOME,
      TMPDIR: this.temporary,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_CLI_ARGS: "-no-color",
      TF_CLI_CONFIG_FILE: cliConfiguration,
      ...settings.environment,
    };
    mkdirSync(this.temporary);
    writeFileSync(cliConfiguration, settings.cliConfiguration ?? onlyFrom(this.mirror));
  }

  /** Writes `main.tf`, below the header. */
  configure(configuration: string): this {
    writeFileSync(join(this.root, "main.tf"), `${this.#header}\n${configuration}\n`);
    return this;
  }

  async init(): Promise<this> {
    await this.succeed("init", "-input=false");
    return this;
  }

  /**
   * Starts terraform in a process group of its own, as a shell does.
   * @param starter a command that starts it in turn: `nohup`.
   */
  start(args: readonly string[], environment: NodeJS.ProcessEnv = {}, starter?: string): Running {
    const [command = TERRAFORM, ...more] = [...(starter === undefined ? [] : [starter]), TERRAFORM, ...args];
    const child = spawn(command, more, {
      cwd: this.root,
      env: { ...this.#environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    return { child, ended: ended(child) };
  }

  /** Runs terraform, whatever comes of it. */
  terraform(...args: string[]): Promise<Run> {
    return this.start(args).ended;
  }

  /** Runs terraform and expects exit 0. */
  async succeed(...args: string[]): Promise<Run> {
    const run = await this.terraform(...args);
    if (run.code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${run.code}:\n${run.output}`);
    return run;
  }

  /** Runs terraform and expects it to fail; gives the words of its output. */
  async fail(...args: string[]): Promise<string> {
    const run = await this.terraform(...args);
    if (run.code === 0) throw new Error(`terraform ${args.join(" ")} succeeded:\n${run.output}`);
    return run.words;
  }

  /** Applies the configuration, or the one that is there. */
  apply(configuration?: string, ...args: string[]): Promise<Run> {
    if (configuration !== undefined) this.configure(configuration);
    return this.succeed("apply", "-auto-approve", "-input=false", ...args);
  }

  /** Applies and expects it to fail; gives the words of its output. */
  failApply(configuration?: string, ...args: string[]): Promise<string> {
    if (configuration !== undefined) this.configure(configuration);
    return this.fail("apply", "-auto-approve", "-input=false", ...args);
  }

  destroy(...args: string[]): Promise<Run> {
    return this.succeed("destroy", "-auto-approve", "-input=false", ...args);
  }

  /** Plans; the exit code is 0 when there is nothing to do, 2 when there is something, 1 when it failed. */
  plan(...args: string[]): Promise<Run> {
    return this.terraform("plan", "-input=false", "-detailed-exitcode", ...args);
  }

  /** The exit code of a plan that has to work: 0 or 2. */
  async planCode(...args: string[]): Promise<number | null> {
    const { code, output } = await this.plan(...args);
    if (code === 1) throw new Error(`terraform plan failed:\n${output}`);
    return code;
  }

  /** Plans, saves the plan under a name, and gives what it would do to each resource. */
  async planned(
    configuration?: string,
    name = "saved",
    ...args: string[]
  ): Promise<readonly PlannedChange[]> {
    await this.savePlan(configuration, name, ...args);
    return this.changesOf(name);
  }

  /** Plans and saves the plan under a name. */
  savePlan(configuration?: string, name = "saved", ...args: string[]): Promise<Run> {
    if (configuration !== undefined) this.configure(configuration);
    return this.succeed("plan", "-input=false", `-out=${name}`, ...args);
  }

  /** What a saved plan would do to each resource. */
  async changesOf(name: string): Promise<readonly PlannedChange[]> {
    const { stdout } = await this.succeed("show", "-json", name);
    return JSON.parse(stdout).resource_changes ?? [];
  }

  /** The attributes of a resource in the state; undefined when it is not there. */
  stored(address: string): Record<string, unknown> | undefined {
    return storedInstance(this.stateFile, address)?.attributes;
  }

  tainted(address: string): boolean {
    return storedInstance(this.stateFile, address)?.status === "tainted";
  }

  get stateFile(): string {
    return join(this.root, "terraform.tfstate");
  }

  /** The file where `terraform init` notes the versions and checksums of providers. */
  get lockFile(): string {
    return join(this.root, ".terraform.lock.hcl");
  }

  /** The values of the outputs, by name. */
  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.succeed("output", "-json");
    return Object.fromEntries(
      Object.entries<{ value: unknown }>(JSON.parse(stdout)).map(([name, { value }]) => [name, value]),
    );
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function onlyFrom(mirror: string): string {
  return `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
}
