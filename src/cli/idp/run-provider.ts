import { randomBytes } from "node:crypto";
import { isPassed, isUnanswered } from "../../idp/scenarios/run-scenario";
import { CliError, unreachableError, usageError } from "../errors/cli-error";
import { untilInterrupted } from "../interruption";
import { standardOutput, type Terminal } from "../output/terminal";
import { hangingLines } from "../output/wrap";
import { jsonReport } from "./json";
import { listOne } from "./list";
import { lineByLine, summaryTable, totals } from "./report";
import { type CaseResult, runCases, SILENT_LISTENER } from "./run-cases";
import { scenarioSetOf, selectedCases } from "./selection";
import { type IdpOptions, targetOf } from "./target";

/**
 * `netfoundry-scim idp <provider>`: runs scenarios against a SCIM server and prints a verdict for each
 * request. Throws CliError for contradicting options, failed scenarios or an interruption.
 */
export async function runProvider(
  key: string,
  options: IdpOptions,
  terminal: Terminal = standardOutput(),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const scenarioSet = scenarioSetOf(key);
  const cases = selectedCases(scenarioSet, options);
  if (options.list) {
    listOne(scenarioSet, options.json === true, terminal);
    return;
  }
  const target = await targetOf(options, environment);
  const seed = seedOf(options.seed);
  const hide = (text: string) => text.replaceAll(target.token, "(the token)");
  const opening = `${scenarioSet.name} pushes to ${target.url}; its names end in ${seed}-....`;
  if (!options.json) terminal.write(hangingLines("", hide(opening), terminal.columns));
  const interruption = untilInterrupted("the scenario's objects were removed");
  const listener = options.json ? SILENT_LISTENER : lineByLine(terminal, hide);
  const targeted = cases.map((scenarioCase) => ({ ...scenarioCase, ...target }));
  const results = await runCases(targeted, { seed, signal: interruption.signal, listener });
  interruption.stopListening();
  const summary = () => `\n${summaryTable(terminal, results)}\n${totals(results)}\n`;
  terminal.write(hide(options.json ? jsonReport(results, seed) : summary()));
  interruption.signal.throwIfAborted();
  requireReached(results, target.url);
  requireGood(results);
}

/** Throws CliError with exit code 69 when the server answered nothing. */
function requireReached(results: readonly CaseResult[], url: string): void {
  const [first] = results;
  if (first === undefined || !isUnanswered(first.report)) return;
  const reason = first.report.steps[0]?.exchange.noAnswerReason;
  throw unreachableError(`no answer from ${url}: ${reason}. Is the server running, and is --url right?`);
}

/** Throws CliError when a scenario failed. */
export function requireGood(results: readonly CaseResult[]): void {
  const failed = results.filter(({ report }) => !isPassed(report)).map(({ report }) => report.scenario.name);
  if (failed.length > 0)
    throw new CliError(`answers did not meet the provider's needs: ${[...new Set(failed)].join(", ")}`);
}

/** The suffix that makes names unique: the given one, or a random one. Throws CliError. */
export function seedOf(given: string | undefined): string {
  if (given === undefined) return randomBytes(4).toString("hex");
  if (/^[a-z0-9]{1,20}$/.test(given)) return given;
  throw usageError("--seed takes one to twenty lower-case letters and digits");
}
