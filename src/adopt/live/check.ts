import { RESOURCE_TYPES } from "../../as-code/model/kind";
import type { Attributes, Driver, ObjectValue } from "../../tfplugin";
import { equal } from "../../tfplugin/value/equal";
import { errorsOf } from "./drive";
import type { Found } from "./found";

/**
 * Why a configuration does not describe an object exactly, as sentences. None when the provider accepts the
 * configuration and plans no change for the imported object.
 */
export async function problemsOf(
  driver: Driver,
  attributes: Attributes,
  found: Found,
  configuration: ObjectValue,
): Promise<readonly string[]> {
  const typeName = RESOURCE_TYPES[found.kind];
  const invalid = errorsOf(await driver.validate(typeName, configuration));
  if (invalid.length > 0) return invalid;
  const plan = await driver.plan(typeName, configuration, found.state, found.privateData);
  const refused = errorsOf(plan);
  if (refused.length > 0) return refused;
  const changed = Object.entries(attributes)
    .filter(([name, { type }]) => !equal(type, plan.planned?.[name] ?? null, found.state[name] ?? null))
    .map(([name]) => name);
  return changed.length === 0 ? [] : [`a plan would change ${changed.join(", ")}`];
}
