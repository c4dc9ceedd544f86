import { nearNamesHint } from "../../contract/scim/near-name";
import type { ScenarioSet, Variant } from "../../idp/scenarios/scenario";
import { casesOf, SCENARIO_SETS, type ScenarioCase } from "../../idp/scenarios/scenario-sets";
import { usageError } from "../errors/cli-error";
import type { IdpOptions } from "./target";

/** The scenario set of a provider. Throws CliError when there is none. */
export function scenarioSetOf(key: string): ScenarioSet {
  const found = SCENARIO_SETS.find((one) => one.key === key);
  if (found === undefined) throw usageError(`there is no provider "${key}"`);
  return found;
}

/** The cases that the options select: all, unless they name scenarios or a variant. Throws CliError. */
export function selectedCases(scenarioSet: ScenarioSet, options: IdpOptions): readonly ScenarioCase[] {
  const names = scenarioSet.scenarios.map(({ name }) => name);
  for (const asked of options.scenario ?? []) requireKnown("--scenario", asked, names);
  const variants = variantsOf(scenarioSet, options).map(({ name }) => name);
  const cases = casesOf(scenarioSet).filter(
    ({ scenario, variant }) =>
      variants.includes(variant.name) &&
      (options.scenario === undefined || options.scenario.includes(scenario.name)),
  );
  if (cases.length === 0)
    throw usageError(`${options.scenario?.join(", ")} does not run in the variant ${variants.join(", ")}`);
  return cases;
}

/** The selected variants. A URL with the query of a variant selects that variant. */
function variantsOf(scenarioSet: ScenarioSet, { variant, url }: IdpOptions): readonly Variant[] {
  const { variants } = scenarioSet;
  if (variant !== undefined)
    requireKnown(
      "--variant",
      variant,
      variants.map(({ name }) => name),
    );
  const query = url?.split("?", 2)[1]?.split("&") ?? [];
  const implied = variants.find((one) => one.query !== "" && query.includes(one.query));
  if (implied !== undefined && variant !== undefined && variant !== implied.name)
    throw usageError(`--url ends in ?${implied.query}, which is the variant ${implied.name}, not ${variant}`);
  const chosen = implied?.name ?? variant;
  return chosen === undefined ? variants : variants.filter(({ name }) => name === chosen);
}

function requireKnown(option: string, given: string, known: readonly string[]): void {
  if (known.includes(given)) return;
  const hint = nearNamesHint(given, known);
  throw usageError(`${option} "${given}" is not known${hint || `; there are ${known.join(", ")}`}`);
}
