import { runScenario, type ScenarioReport, type Step } from "../../idp/scenarios/run-scenario";
import type { ScenarioSet } from "../../idp/scenarios/scenario";
import type { ScenarioCase } from "../../idp/scenarios/scenario-sets";
import type { Target } from "./target";

/** What is told while the scenarios are played. */
export interface RunListener {
  begins(scenarioCase: ScenarioCase): void;
  step(step: Step): void;
  later(days: number): void;
  ends(report: ScenarioReport): void;
}

export const SILENT_LISTENER: RunListener = { begins() {}, step() {}, later() {}, ends() {} };

/** A scenario in a variant, and where it is played. */
export type TargetedCase = ScenarioCase & Target;

/** A scenario that was played. */
export interface CaseResult {
  readonly scenarioSet: ScenarioSet;
  readonly report: ScenarioReport;
}

/** Plays the parts one after the other; an aborted signal ends the one under way and plays no further. */
export async function runCases(
  parts: readonly TargetedCase[],
  settings: { readonly seed: string; readonly signal: AbortSignal; readonly listener: RunListener },
): Promise<readonly CaseResult[]> {
  const { seed, signal, listener } = settings;
  const results: CaseResult[] = [];
  for (const part of parts) {
    if (signal.aborted) break;
    listener.begins(part);
    const report = await runScenario({
      ...part,
      seed,
      signal,
      onStep: (step) => listener.step(step),
      onLater: (days) => listener.later(days),
    });
    results.push({ scenarioSet: part.scenarioSet, report });
    listener.ends(report);
  }
  return results;
}
