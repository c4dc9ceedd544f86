import type { ScenarioSet } from "../../idp/scenarios/scenario";
import { SCENARIO_SETS } from "../../idp/scenarios/scenario-sets";
import { standardOutput, type Terminal } from "../output/terminal";
import { hangingLines } from "../output/wrap";

/** `netfoundry-scim idp --list`: the scenarios of every provider. */
export function listAll({ json }: { readonly json: boolean }, terminal: Terminal = standardOutput()): void {
  terminal.write(
    json
      ? `${JSON.stringify({ providers: SCENARIO_SETS.map(listDocument) }, null, 2)}\n`
      : SCENARIO_SETS.map((one) => listing(one, terminal.columns)).join("\n"),
  );
}

/** `netfoundry-scim idp <provider> --list`: the scenarios of one provider. */
export function listOne(scenarioSet: ScenarioSet, json: boolean, terminal: Terminal): void {
  terminal.write(
    json ? `${JSON.stringify(listDocument(scenarioSet), null, 2)}\n` : listing(scenarioSet, terminal.columns),
  );
}

function listing({ key, name, variants, scenarios }: ScenarioSet, columns: number): string {
  const width = Math.max(...[...scenarios, ...variants].map((one) => one.name.length));
  const line = (word: string, text: string) => hangingLines(`  ${word.padEnd(width)}  `, text, columns);
  const ofScenarios = scenarios.map((one) => {
    const only = one.variants === null ? "" : ` [${one.variants.join(", ")}]`;
    return line(one.name, `${one.title}${only}`);
  });
  const ofVariants = variants.map((one) => line(one.name, one.title));
  return [
    `${name} (netfoundry-scim idp ${key})\n\n`,
    `Scenarios (--scenario)\n${ofScenarios.join("")}\n`,
    `Variants (--variant; all when none is named)\n${ofVariants.join("")}`,
  ].join("");
}

function listDocument({ key, name, variants, scenarios }: ScenarioSet) {
  return {
    provider: key,
    name,
    variants: variants.map((one) => ({ name: one.name, title: one.title, query: one.query })),
    scenarios: scenarios.map((one) => ({
      name: one.name,
      title: one.title,
      variants: one.variants ?? variants.map((variant) => variant.name),
    })),
  };
}
