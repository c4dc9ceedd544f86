import { isPassed, type Step } from "../../idp/scenarios/run-scenario";
import type { ScenarioCase } from "../../idp/scenarios/scenario-sets";
import { table } from "../output/table";
import { styled, type Terminal } from "../output/terminal";
import { hangingLines } from "../output/wrap";
import type { CaseResult, RunListener } from "./run-cases";

/** The number of characters of a body to show. */
const SHOWN_BODY = 600;
const LABEL_WIDTH = 20;
const VERDICT_WIDTH = 7;
const INDENT = " ".repeat(8);

/**
 * Prints each request with its answer, and the problems of the answer.
 * @param hide removes secrets from a text. It runs before lines are wrapped, because wrapping could split a
 * secret.
 */
export function lineByLine(terminal: Terminal, hide: (text: string) => string): RunListener {
  return {
    begins: ({ scenario, variant }: ScenarioCase) => {
      const heading = styled(terminal, "bold", `${scenario.name} (${variant.name})`);
      terminal.write(`\n${heading}\n${below(terminal, scenario.title)}`);
    },
    step: (step) => terminal.write(stepLines(terminal, step, hide)),
    later: (days) => terminal.write(below(terminal, `${days} days later`)),
    ends: ({ stopped, leftovers }) => {
      if (stopped !== null) terminal.write(below(terminal, hide(`stopped: ${stopped}`)));
      for (const path of leftovers) terminal.write(below(terminal, hide(`left behind: ${path}`)));
    },
  };
}

/** The table with the result of each scenario. */
export function summaryTable(terminal: Terminal, results: readonly CaseResult[]): string {
  const rows = results.map(({ scenarioSet, report }) => [
    scenarioSet.key,
    report.variant.name,
    report.scenario.name,
    String(report.steps.length),
    isPassed(report) ? "passed" : "FAILED",
    report.durationMs.toFixed(0),
  ]);
  return table(terminal, ["IdP", "Variant", "Scenario", "Sent", "Verdict", "ms"], rows);
}

/** All problems, one line each. Empty when there are none. */
export function problemList(results: readonly CaseResult[], columns: number): string {
  const lines = results.flatMap(({ scenarioSet, report }) => {
    const { steps, stopped, leftovers } = report;
    const where = `${scenarioSet.key} ${report.variant.name} ${report.scenario.name}`;
    const inSteps = steps.flatMap(({ exchange, problems }) =>
      problems.map((problem) => `${where}: ${exchange.request.label}: ${problem}`),
    );
    // A refusal that stopped the scenario is listed with its request already.
    const ending = stopped === null || inSteps.length > 0 ? [] : [`${where}: ${stopped}`];
    return [...inSteps, ...ending, ...leftovers.map((path) => `${where}: ${path} was left behind`)];
  });
  return lines.map((line) => hangingLines("", line, columns)).join("");
}

/** One line with the totals. */
export function totals(results: readonly CaseResult[]): string {
  const reports = results.map(({ report }) => report);
  const requests = reports.reduce((sum, { steps }) => sum + steps.length, 0);
  const failed = reports.filter((report) => !isPassed(report)).length;
  const of = counted(reports.length, "scenario");
  return failed === 0
    ? `${of} passed, ${counted(requests, "request")}.`
    : `${failed} of ${of} failed, ${counted(requests, "request")}.`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function stepLines(terminal: Terminal, step: Step, hide: (text: string) => string): string {
  const { exchange, problems } = step;
  const { request, answer, durationMs } = exchange;
  const verdict = problems.length === 0 ? styled(terminal, "green", "ok  ") : styled(terminal, "red", "FAIL");
  const time = `${durationMs.toFixed(0)} ms`.padStart(7);
  const columns = [
    request.method.padEnd(6),
    String(answer?.status ?? "---"),
    time,
    request.label.padEnd(LABEL_WIDTH),
    "",
  ].join("  ");
  // The verdict is inserted afterwards, because its colour codes must not count as width.
  const lines = hangingLines(
    `${" ".repeat(VERDICT_WIDTH)}${columns}`,
    hide(readable(exchange.path)),
    terminal.columns,
  );
  const head = ` ${verdict}  ${lines.slice(VERDICT_WIDTH)}`;
  if (problems.length === 0) return head;
  const bodies = [
    ...(request.body === undefined
      ? []
      : [`sent ${short(hide(JSON.stringify(request.body, withoutPassword)))}`]),
    ...(answer === null || answer.text === "" ? [] : [`got  ${short(hide(answer.text))}`]),
  ];
  return head + [...problems.map(hide), ...bodies].map((text) => below(terminal, text)).join("");
}

/** Indents a text below the line of a request or scenario. */
function below(terminal: Terminal, text: string): string {
  return hangingLines(INDENT, text, terminal.columns);
}

/** The path with percent-encoding decoded where possible. */
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
