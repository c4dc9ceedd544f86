import type { Exchange } from "../common/exchange";
import { problemsOf } from "../common/expectation";
import { ScimClient } from "../common/scim-client";
import { Inspection } from "./inspection";
import { Leftovers } from "./leftovers";
import type { Repertoire, Scenario, Variant } from "./scenario";
import { castOf } from "./scenario-directory";

/** Who a request stands for: the provider, our own look at the outcome, or the removal of what was made. */
export type RequestPurpose = "provider" | "check" | "clean up";

/** One request of a scenario with its verdict. */
export interface Step {
  readonly purpose: RequestPurpose;
  readonly exchange: Exchange;
  /** What the provider misses; empty: nothing. */
  readonly problems: readonly string[];
}

/** What came of a scenario. */
export interface ScenarioReport {
  readonly scenario: Scenario;
  readonly variant: Variant;
  readonly steps: readonly Step[];
  /** Why the provider gave up; null when it came to the end. */
  readonly stopped: string | null;
  /** What could not be removed. */
  readonly leftovers: readonly string[];
  readonly durationMs: number;
}

/** What a scenario is run with. */
export interface ScenarioRun {
  readonly repertoire: Repertoire;
  readonly scenario: Scenario;
  readonly variant: Variant;
  readonly url: string;
  readonly token: string;
  /** Makes the names; the same seed makes the same ones. */
  readonly seed: string;
  /** Stops the scenario; what it made is removed all the same. */
  readonly signal?: AbortSignal;
  readonly onStep?: (step: Step) => void;
  readonly onMoment?: (moment: string) => Promise<void> | void;
  readonly onLater?: (days: number) => Promise<void> | void;
}

/** How long a check or a removal waits for its answer. */
const OWN_TIMEOUT_MS = 60_000;

/** Plays one scenario and removes what it made, however it ends. Throws nothing that the server causes. */
export async function runScenario(run: ScenarioRun): Promise<ScenarioReport> {
  const { repertoire, scenario, variant, token } = run;
  const started = performance.now();
  const steps: Step[] = [];
  const leftovers = new Leftovers();
  const observing = (purpose: RequestPurpose) => (exchange: Exchange) => {
    leftovers.note(exchange);
    const rules = purpose === "clean up" ? [] : repertoire.rules;
    const step = { purpose, exchange, problems: problemsOf(exchange, rules) };
    steps.push(step);
    run.onStep?.(step);
  };
  const integrationUrl = withVariant(run.url, variant);
  const own = { integrationUrl, token, timeoutMs: OWN_TIMEOUT_MS, userAgent: "netfoundry-scim idp" };
  const inspect = new Inspection(new ScimClient({ ...own, signal: run.signal, observe: observing("check") }));
  const stage = {
    cast: castOf(run.seed, `${repertoire.key} ${scenario.name} ${variant.name}`),
    inspect,
    reached: async (moment: string) => run.onMoment?.(moment),
    later: async (days: number) => run.onLater?.(days),
  };
  const connection = { integrationUrl, token, signal: run.signal, observe: observing("provider") };
  const stopped = await scenario.play(connection, variant.name, stage).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const stuck = await leftovers.remove(new ScimClient({ ...own, observe: observing("clean up") }));
  return { scenario, variant, steps, stopped, leftovers: stuck, durationMs: performance.now() - started };
}

/** Whether the server did everything the provider wants. */
export function isGood({ steps, stopped, leftovers }: ScenarioReport): boolean {
  return stopped === null && leftovers.length === 0 && steps.every(({ problems }) => problems.length === 0);
}

/** The integration URL with what the variant puts behind it, unless it is there already. */
function withVariant(url: string, { query }: Variant): string {
  if (query === "" || url.split("?", 2)[1]?.split("&").includes(query)) return url;
  return url.includes("?") ? `${url}&${query}` : `${url}?${query}`;
}
