import { ENTRA_SCENARIOS } from "./entra/entra-scenarios";
import { GOOGLE_SCENARIOS } from "./google-scenarios";
import { JUMPCLOUD_SCENARIOS } from "./jumpcloud-scenarios";
import { OKTA_SCENARIOS } from "./okta/okta-scenarios";
import type { Scenario, ScenarioSet, Variant } from "./scenario";

/** Every simulated provider. */
export const SCENARIO_SETS: readonly ScenarioSet[] = [
  OKTA_SCENARIOS,
  ENTRA_SCENARIOS,
  GOOGLE_SCENARIOS,
  JUMPCLOUD_SCENARIOS,
];

/** One scenario in one variant. */
export interface ScenarioCase {
  readonly scenarioSet: ScenarioSet;
  readonly scenario: Scenario;
  readonly variant: Variant;
}

/** Every case of a provider, variant by variant. */
export function casesOf(scenarioSet: ScenarioSet): readonly ScenarioCase[] {
  return scenarioSet.variants.flatMap((variant) =>
    scenarioSet.scenarios
      .filter(({ variants }) => variants === null || variants.includes(variant.name))
      .map((scenario) => ({ scenarioSet, scenario, variant })),
  );
}
