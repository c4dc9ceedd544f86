import { randomBytes } from "node:crypto";
import { isGood } from "../../idp/scenarios/run-scenario";
import type { ScenarioSet } from "../../idp/scenarios/scenario";
import { CliError } from "../cli-error";
import { standardOutput, type Terminal } from "../output/terminal";
import { untilInterrupted } from "./interrupted";
import { jsonReport } from "./json";
import { lineByLine, summaryTable, totals } from "./report";
import { type CaseResult, runCases, SILENT_LISTENER } from "./run-cases";
import { scenarioSetOf, selectedCases } from "./selection";
import { type IdpOptions, targetOf } from "./target";

/**
 * `netfoundry-scim idp okta|entra|google`: plays scenarios against a SCIM server and prints a verdict for
 * each request. Throws CliError: options that do not go together, scenarios that failed, an interruption.
 */
export async function idp(
  key: string,
  options: IdpOptions,
  terminal: Terminal = standardOutput(),
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const scenarioSet = scenarioSetOf(key);
  const cases = selectedCases(scenarioSet, options);
  if (options.list) {
    terminal.write(listing(scenarioSet));
    return;
  }
  const target = targetOf(options, environment);
  const seed = seedOf(options.seed);
  const out = masked(terminal, target.token);
  if (!options.json)
    out.write(`${scenarioSet.name} pushes to ${target.url}; its names end in ${seed}-....\n`);
  const interruption = untilInterrupted();
  const listener = options.json ? SILENT_LISTENER : lineByLine(out);
  const parts = cases.map((scenarioCase) => ({ ...scenarioCase, ...target }));
  const results = await runCases(parts, { seed, signal: interruption.signal, listener });
  interruption.stopListening();
  out.write(
    options.json ? jsonReport(results, seed) : `\n${summaryTable(out, results)}\n${totals(results)}\n`,
  );
  interruption.throwIfAsked();
  requireGood(results);
}

/** Throws CliError when a scenario failed. */
export function requireGood(results: readonly CaseResult[]): void {
  const failed = results.filter(({ report }) => !isGood(report)).map(({ report }) => report.scenario.name);
  if (failed.length > 0)
    throw new CliError(`not as the provider wants it: ${[...new Set(failed)].join(", ")}`);
}

/** The word that makes names unique: random, unless one is given. Throws CliError. */
export function seedOf(given: string | undefined): string {
  if (given === undefined) return randomBytes(4).toString("hex");
  if (/^[a-z0-9]{1,20}$/.test(given)) return given;
  throw new CliError("--seed takes one to twenty lower-case letters and digits");
}

/** A terminal on which the token never shows, whatever the server sends back. */
function masked(terminal: Terminal, token: string): Terminal {
  return {
    interactive: terminal.interactive,
    colour: terminal.colour,
    get columns() {
      return terminal.columns;
    },
    write: (text) => terminal.write(text.replaceAll(token, "(the token)")),
  };
}

function listing({ name, variants, scenarios }: ScenarioSet): string {
  const width = Math.max(...scenarios.map((one) => one.name.length));
  const lines = scenarios.map((one) => {
    const only = one.variants === null ? "" : ` [${one.variants.join(", ")}]`;
    return `  ${one.name.padEnd(width)}  ${one.title}${only}\n`;
  });
  const kinds = variants.map((one) => `  ${one.name.padEnd(width)}  ${one.title}\n`);
  return `${name}\n\nScenarios (--scenario)\n${lines.join("")}\nVariants (--variant; all when none is named)\n${kinds.join("")}`;
}
