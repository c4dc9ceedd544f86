import { isPassed, type Step } from "../../idp/scenarios/run-scenario";
import type { CaseResult } from "./run-cases";

/** The reports as one JSON document, without bodies. */
export function jsonReport(results: readonly CaseResult[], seed: string): string {
  const scenarios = results.map(scenarioDocument);
  const requests = scenarios.reduce((sum, one) => sum + one.requests.length, 0);
  const failed = scenarios.filter(({ ok }) => !ok).length;
  const document = {
    seed,
    ok: failed === 0,
    summary: { scenarios: scenarios.length, failed, requests },
    scenarios,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function scenarioDocument({ scenarioSet, report }: CaseResult) {
  const { scenario, variant, steps, stopped, leftovers, durationMs } = report;
  return {
    provider: scenarioSet.key,
    variant: variant.name,
    name: scenario.name,
    title: scenario.title,
    ok: isPassed(report),
    stopped,
    leftovers,
    durationMs: Math.round(durationMs),
    requests: steps.map(requestDocument),
  };
}

function requestDocument({ purpose, exchange, problems }: Step) {
  const { request, path, answer, durationMs } = exchange;
  return {
    purpose,
    label: request.label,
    method: request.method,
    path,
    status: answer?.status ?? null,
    durationMs: Math.round(durationMs),
    ok: problems.length === 0,
    expects: (request.expect ?? []).map(({ wants }) => wants),
    problems,
  };
}
