import { isUnanswered, runScenario, type ScenarioReport, type Step } from "../../idp/scenarios/run-scenario";
import type { ScenarioSet } from "../../idp/scenarios/scenario";
import type { ScenarioCase } from "../../idp/scenarios/scenario-sets";
import type { Target } from "./target";

/** Receives events while the cases run. */
export interface RunListener {
  begins(scenarioCase: ScenarioCase): void;
  step(step: Step): void;
  later(days: number): void;
  ends(report: ScenarioReport): void;
}

export const SILENT_LISTENER: RunListener = { begins() {}, step() {}, later() {}, ends() {} };

/** A case with the server that it runs against. */
export type TargetedCase = ScenarioCase & Target;

/** The result of one case. */
export interface CaseResult {
  readonly scenarioSet: ScenarioSet;
  readonly report: ScenarioReport;
}

/**
 * Runs the cases one after the other. An aborted signal ends the running case and starts no other. So does a
 * server that answers nothing in a whole case.
 */
export async function runCases(
  cases: readonly TargetedCase[],
  settings: { readonly seed: string; readonly signal: AbortSignal; readonly listener: RunListener },
): Promise<readonly CaseResult[]> {
  const { seed, signal, listener } = settings;
  const results: CaseResult[] = [];
  for (const one of cases) {
    if (signal.aborted) break;
    listener.begins(one);
    const report = await runScenario({
      ...one,
      seed,
      signal,
      onStep: (step) => listener.step(step),
      onLater: (days) => listener.later(days),
    });
    results.push({ scenarioSet: one.scenarioSet, report });
    listener.ends(report);
    if (isUnanswered(report)) break;
  }
  return results;
}
