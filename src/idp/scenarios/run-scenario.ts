import type { Exchange } from "../common/exchange";
import { ScimClient } from "../common/scim-client";
import { problemsOf } from "../expectations/problems-of";
import { Inspection } from "./inspection";
import { Leftovers } from "./leftovers";
import type { Scenario, ScenarioSet, Variant } from "./scenario";
import { scenarioDirectory } from "./scenario-directory";

/** Why a request is sent: by the provider, to check the outcome, or to remove what the scenario created. */
export type RequestPurpose = "provider" | "check" | "clean up";

/** One request of a scenario with its verdict. */
export interface Step {
  readonly purpose: RequestPurpose;
  readonly exchange: Exchange;
  /** What is wrong with the answer. Empty when nothing is. */
  readonly problems: readonly string[];
}

/** The result of a scenario. */
export interface ScenarioReport {
  readonly scenario: Scenario;
  readonly variant: Variant;
  readonly steps: readonly Step[];
  /** Why the provider gave up. Null when it reached the end. */
  readonly stopped: string | null;
  /** Paths that could not be deleted. */
  readonly leftovers: readonly string[];
  readonly durationMs: number;
}

/** A scenario, its variant, and the server to run it against. */
export interface ScenarioRun {
  readonly scenarioSet: ScenarioSet;
  readonly scenario: Scenario;
  readonly variant: Variant;
  readonly url: string;
  readonly token: string;
  /** The names depend on the seed. The same seed makes the same names. */
  readonly seed: string;
  /** Stops the scenario. What it created is still removed. */
  readonly signal?: AbortSignal;
  readonly onStep?: (step: Step) => void;
  readonly onCheckpoint?: (name: string) => Promise<void> | void;
  readonly onLater?: (days: number) => Promise<void> | void;
}

/**
 * Runs one scenario, then removes what it created, however it ended. The report holds the server's faults.
 * They are not thrown.
 */
export async function runScenario(run: ScenarioRun): Promise<ScenarioReport> {
  const { scenarioSet, scenario, variant, token } = run;
  const started = performance.now();
  const steps: Step[] = [];
  const leftovers = new Leftovers();
  const observing = (purpose: RequestPurpose) => (exchange: Exchange) => {
    leftovers.record(exchange);
    const rules = purpose === "clean up" ? [] : scenarioSet.rules;
    const step = { purpose, exchange, problems: problemsOf(exchange, rules) };
    steps.push(step);
    run.onStep?.(step);
  };
  const integrationUrl = withVariant(run.url, variant);
  const own = { integrationUrl, token, userAgent: "netfoundry-scim idp" };
  const inspect = new Inspection(new ScimClient({ ...own, signal: run.signal, observe: observing("check") }));
  const context = {
    directory: scenarioDirectory(run.seed, `${scenarioSet.key} ${scenario.name} ${variant.name}`),
    inspect,
    checkpoint: async (name: string) => run.onCheckpoint?.(name),
    later: async (days: number) => run.onLater?.(days),
  };
  const connection = { integrationUrl, token, signal: run.signal, observe: observing("provider") };
  const stopped = await scenario.run(connection, variant.name, context).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const stuck = await leftovers.remove(new ScimClient({ ...own, observe: observing("clean up") }));
  return { scenario, variant, steps, stopped, leftovers: stuck, durationMs: performance.now() - started };
}

/** Whether the server answered every request as the provider needs it. */
export function isPassed({ steps, stopped, leftovers }: ScenarioReport): boolean {
  return stopped === null && leftovers.length === 0 && steps.every(({ problems }) => problems.length === 0);
}

/** Whether requests were sent and none was answered. The server cannot be reached then. */
export function isUnanswered({ steps }: ScenarioReport): boolean {
  return steps.length > 0 && steps.every(({ exchange }) => exchange.answer === null);
}

/** The integration URL with the query of the variant. */
function withVariant(url: string, { query }: Variant): string {
  if (query === "" || url.split("?", 2)[1]?.split("&").includes(query)) return url;
  return url.includes("?") ? `${url}&${query}` : `${url}?${query}`;
}
