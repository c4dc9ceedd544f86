import { writeFileSync } from "node:fs";
import type { OnlyKind } from "../../review/findings/rule";
import { type Format, render } from "../../review/formats/render";
import type { Screen } from "../../review/formats/terminal";
import { readLog } from "../../review/plan/read-log";
import { readPlan } from "../../review/plan/read-plan";
import { reviewPlan } from "../../review/review-plan";
import { CliError } from "../errors/cli-error";
import { type FailOn, verdictExitCode } from "../errors/verdict-exit-code";
import { readInput } from "../input/read-input";
import { standardOutput, styled } from "../output/terminal";
import { wrapped } from "../output/wrap";
import { liveAnswers } from "./live";
import { printSchema } from "./print-schema";
import { settingsFrom } from "./settings-from";

const WHAT_TO_GIVE =
  "Give the JSON of a plan: terraform show -json plan.out > plan.json && netfoundry-scim review plan.json";

/** The options of `netfoundry-scim review`. */
export interface ReviewOptions {
  readonly format: Format;
  readonly write?: readonly { readonly format: Format; readonly file: string }[];
  readonly log?: string;
  readonly live?: boolean;
  readonly only?: OnlyKind;
  readonly config?: string;
  readonly now?: string;
  readonly showPeople?: boolean;
  readonly failOn: FailOn;
  readonly schema?: "report" | "config";
}

/** Reviews a plan, prints the report, and sets the exit code by the verdict. */
export async function review(path: string, options: ReviewOptions): Promise<void> {
  if (options.schema !== undefined) return printSchema(options.schema);
  const settings = settingsFrom(options.config);
  const plan = readPlan(await readInput(path, WHAT_TO_GIVE));
  const warnings = options.log === undefined ? [] : readLog(await readInput(options.log, WHAT_TO_GIVE));
  const live = options.live === true ? await liveAnswers(plan) : null;
  const report = reviewPlan({
    plan,
    live,
    warnings,
    settings,
    only: options.only ?? null,
    now: options.now ?? null,
    today: Date.now(),
    showPeople: options.showPeople === true,
  });
  const output = standardOutput();
  const planPath = path === "-" ? "plan.json" : path;
  for (const { format, file } of options.write ?? []) {
    writeReport(file, render(report, format, { planPath, paint: (_, text) => text }));
  }
  const screen: Screen = {
    paint: (style, text) => styled(output, style, text),
    // A file or a pipe gets each text on one line.
    wrap: (text, indent) => (output.interactive ? wrapped(text, output.columns - 1 - indent) : [text]),
  };
  output.write(render(report, options.format, { planPath, ...screen }));
  process.exitCode = verdictExitCode(report.verdict, options.failOn);
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new CliError(`The file ${path} of --write cannot be written: ${reason}.`);
  }
}
