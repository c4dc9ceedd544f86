import { runScenario, type ScenarioReport, type Step } from "../../idp/scenarios/run-scenario";
import type { Repertoire } from "../../idp/scenarios/scenario";
import type { Piece } from "../../idp/scenarios/scenario-sets";
import type { Target } from "./target";

/** What is told while the scenarios are played. */
export interface Audience {
  begins(piece: Piece): void;
  step(step: Step): void;
  later(days: number): void;
  ends(report: ScenarioReport): void;
}

export const SILENT: Audience = { begins() {}, step() {}, later() {}, ends() {} };

/** A scenario in a variant, and where it is played. */
export type Part = Piece & Target;

/** A scenario that was played. */
export interface Played {
  readonly repertoire: Repertoire;
  readonly report: ScenarioReport;
}

/** Plays the parts one after the other; an aborted signal ends the one under way and plays no further. */
export async function perform(
  parts: readonly Part[],
  settings: { readonly seed: string; readonly signal: AbortSignal; readonly audience: Audience },
): Promise<readonly Played[]> {
  const { seed, signal, audience } = settings;
  const played: Played[] = [];
  for (const part of parts) {
    if (signal.aborted) break;
    audience.begins(part);
    const report = await runScenario({
      ...part,
      seed,
      signal,
      onStep: (step) => audience.step(step),
      onLater: (days) => audience.later(days),
    });
    played.push({ repertoire: part.repertoire, report });
    audience.ends(report);
  }
  return played;
}
