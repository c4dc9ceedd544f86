import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { parse } from "../../contract/parse";
import type { ChildProcesses, ChildSettings, Finished } from "../child-processes";
import { CliError } from "../errors/cli-error";
import type { Step } from "../output/progress";
import { terraformEnvironment, withoutForeignSettings } from "../terraform/terraform";
import type { Example } from "./example";
import { runCommand } from "./run-command";
import type { Workspace } from "./workspace";

const PLAN = "quickstart.tfplan";
/** The exit code of `plan -detailed-exitcode` when there are changes. */
const CHANGES = 2;

const output = z.object({ value: z.string() });
const outputs = z.object({ integration_id: output, integration_url: output, auth_token: output });

/** The outputs of the example's stack. */
export interface StackOutputs {
  readonly integrationId: string;
  readonly integrationUrl: string;
  /** The auth token of the integration. */
  readonly token: string;
}

/** Everything needed to run the example's stack. */
export interface StackSettings {
  readonly children: ChildProcesses;
  readonly workspace: Workspace;
  /** Path of terraform or tofu. */
  readonly terraform: string;
  readonly example: Example;
  readonly colour: boolean;
  /** Settings of the provider and variables of the stack, as environment variables. */
  readonly provider: Readonly<Record<string, string>>;
}

/** The stack of examples/quickstart, from TypeScript to applied. Every method throws CommandFailed. */
export class QuickstartStack {
  constructor(private readonly settings: StackSettings) {}

  /**
   * Writes the stack's Terraform JSON. The compiled example produces it; without one, copies the packaged
   * JSON.
   */
  async synthesize(): Promise<void> {
    const { workspace, example } = this.settings;
    if (example.program !== null) return this.#run(example.program);
    await mkdir(workspace.stack, { recursive: true });
    await copyFile(example.json, join(workspace.stack, "cdk.tf.json"));
  }

  async #run(program: string): Promise<void> {
    const { children, workspace } = this.settings;
    await runCommand(children, "the example", {
      command: process.execPath,
      arguments: [program],
      directory: workspace.directory,
      environment: { ...withoutForeignSettings(process.env), CDKTF_OUTDIR: workspace.synthesized },
      logFile: workspace.logFile("synth"),
    });
    const json = join(workspace.stack, "cdk.tf.json");
    if (!existsSync(json))
      throw new CliError(
        `the example wrote no ${workspace.relativePath(json)}; its stack must be named "quickstart"`,
      );
  }

  async initialize(): Promise<void> {
    await this.#terraform("init", ["-input=false"]);
  }

  /** Shows the plan and saves it. */
  async plan(step: Step): Promise<void> {
    await this.#terraform("plan", ["-input=false", `-out=${PLAN}`], { onLine: (line) => step.line(line) });
  }

  /** Applies the saved plan. */
  async apply(step: Step): Promise<void> {
    await this.#terraform("apply", ["-input=false", PLAN], { onLine: (line) => step.line(line) });
  }

  async outputs(): Promise<StackOutputs> {
    const { output } = await this.#terraform("output", ["-json"], { secretOutput: true });
    const read = parse(outputs, JSON.parse(output));
    if (!read.ok) {
      const missing = read.issues.map(({ field }) => field.split(".")[0]).join(", ");
      throw new CliError(`the example's stack lacks the outputs ${missing}, or they are not texts`);
    }
    const { integration_id, integration_url, auth_token } = read.value;
    return {
      integrationId: integration_id.value,
      integrationUrl: integration_url.value,
      token: auth_token.value,
    };
  }

  /** Plans again. If changes are left, shows the plan and throws CliError. */
  async planAgain(step: Step): Promise<void> {
    const planned = await this.#terraform("plan", ["-input=false", "-detailed-exitcode"], {}, [0, CHANGES]);
    for (const line of planned.output.split("\n").filter((text) => text.trim() !== "")) step.line(line);
    if (planned.code === CHANGES)
      throw new CliError("the second plan is not empty, although nothing has changed since the apply");
  }

  #terraform(
    command: string,
    options: readonly string[],
    extra: Pick<ChildSettings, "onLine" | "secretOutput"> = {},
    goodCodes: readonly number[] = [0],
  ): Promise<Finished> {
    const { children, workspace, terraform, colour, provider } = this.settings;
    const settings: ChildSettings = {
      command: terraform,
      arguments: [command, ...(colour ? [] : ["-no-color"]), ...options],
      directory: workspace.stack,
      environment: terraformEnvironment({ cliConfigurationFile: workspace.cliConfigurationFile, provider }),
      logFile: workspace.logFile("terraform"),
      ...extra,
    };
    return runCommand(children, `terraform ${command}`, settings, goodCodes);
  }
}
