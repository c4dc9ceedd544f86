import { isGood, type Step } from "../../idp/scenarios/run-scenario";
import type { ScenarioCase } from "../../idp/scenarios/scenario-sets";
import { table } from "../output/table";
import { styled, type Terminal } from "../output/terminal";
import type { CaseResult, RunListener } from "./run-cases";

/** As much of a body as helps. */
const SHOWN_BODY = 600;
const LABEL_WIDTH = 20;

/** Prints each request as it is answered, and what is wrong with the answer. */
export function lineByLine(terminal: Terminal): RunListener {
  return {
    begins: ({ scenario, variant }: ScenarioCase) =>
      terminal.write(
        `\n${styled(terminal, "bold", `${scenario.name} (${variant.name})`)}: ${scenario.title}\n`,
      ),
    step: (step) => terminal.write(stepLines(terminal, step)),
    later: (days) => terminal.write(`        ${days} days later\n`),
    ends: ({ stopped, leftovers }) => {
      if (stopped !== null) terminal.write(`  ${styled(terminal, "red", "stopped")} ${stopped}\n`);
      for (const path of leftovers) terminal.write(`  ${styled(terminal, "red", "left")} ${path}\n`);
    },
  };
}

/** The table of what came of each scenario. */
export function summaryTable(terminal: Terminal, results: readonly CaseResult[]): string {
  const rows = results.map(({ scenarioSet, report }) => [
    scenarioSet.key,
    report.variant.name,
    report.scenario.name,
    String(report.steps.length),
    isGood(report) ? "passed" : "FAILED",
    report.durationMs.toFixed(0),
  ]);
  return table(terminal, ["IdP", "Variant", "Scenario", "Sent", "Verdict", "ms"], rows);
}

/** Everything that is wrong, a line each; empty: nothing. */
export function problemList(results: readonly CaseResult[]): string {
  const lines = results.flatMap(({ scenarioSet, report }) => {
    const { steps, stopped, leftovers } = report;
    const where = `${scenarioSet.key} ${report.variant.name} ${report.scenario.name}`;
    const inSteps = steps.flatMap(({ exchange, problems }) =>
      problems.map((problem) => `${where}: ${exchange.request.label}: ${problem}`),
    );
    // A refusal that stopped the scenario stands with its request already.
    const ending = stopped === null || inSteps.length > 0 ? [] : [`${where}: ${stopped}`];
    return [...inSteps, ...ending, ...leftovers.map((path) => `${where}: ${path} was left behind`)];
  });
  return lines.map((line) => `${line}\n`).join("");
}

/** One line that says how it went. */
export function totals(results: readonly CaseResult[]): string {
  const reports = results.map(({ report }) => report);
  const requests = reports.reduce((sum, { steps }) => sum + steps.length, 0);
  const failed = reports.filter((report) => !isGood(report)).length;
  const of = counted(reports.length, "scenario");
  return failed === 0
    ? `${of} passed, ${counted(requests, "request")}.`
    : `${failed} of ${of} failed, ${counted(requests, "request")}.`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function stepLines(terminal: Terminal, step: Step): string {
  const { exchange, problems } = step;
  const { request, answer, durationMs } = exchange;
  const verdict = problems.length === 0 ? styled(terminal, "green", "ok  ") : styled(terminal, "red", "FAIL");
  const time = `${durationMs.toFixed(0)} ms`.padStart(7);
  const head = [
    ` ${verdict}`,
    request.method.padEnd(6),
    String(answer?.status ?? "---"),
    time,
    request.label.padEnd(LABEL_WIDTH),
    readable(exchange.path),
  ].join("  ");
  if (problems.length === 0) return `${head}\n`;
  const bodies = [
    ...(request.body === undefined ? [] : [`sent ${short(JSON.stringify(request.body, withoutPassword))}`]),
    ...(answer === null || answer.text === "" ? [] : [`got  ${short(answer.text)}`]),
  ];
  const below = [...problems, ...bodies].map((line) => `        ${line}\n`);
  return `${head}\n${below.join("")}`;
}

/** The path for people: percent-encoding undone where it can be. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function withoutPassword(key: string, value: unknown): unknown {
  return key === "password" ? "..." : value;
}

function short(text: string): string {
  return text.length <= SHOWN_BODY ? text : `${text.slice(0, SHOWN_BODY)} ...`;
}
