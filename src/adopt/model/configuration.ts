import { isDeepStrictEqual } from "node:util";
import { pemText } from "../../as-code/model/pem";
import type { Attribute, Attributes, ObjectValue, Value } from "../../tfplugin";

/** A nested object of an auth policy is an error without this attribute, even where that is a default. */
const ALWAYS_SAID = "allowed";

/**
 * What a configuration has to say to describe an object: its arguments without those that are null, that
 * only repeat a default, or that the provider chooses.
 */
export function configurationOf(attributes: Attributes, state: ObjectValue): ObjectValue {
  const said = Object.entries(attributes).flatMap(([name, attribute]) => {
    if (isProviders(attribute) || attribute.writeOnly) return [];
    const value = shortened(attribute, state[name] ?? null);
    if (value === null || isDefault(attribute, value)) return [];
    return [[name, value] as const];
  });
  return Object.fromEntries(said);
}

/** Whether the provider sets the value, alone or where the configuration does not. */
function isProviders({ presence, computed, default: fallback }: Attribute): boolean {
  return presence === "computed" || (computed && fallback === undefined);
}

function shortened({ type }: Attribute, value: Value): Value {
  if (typeof value === "string") return pemText(value) ?? value;
  if (type.kind !== "object" || value === null) return value;
  const members = configurationOf(type.attributes, value as ObjectValue);
  const given = (value as ObjectValue)[ALWAYS_SAID];
  const isSaid = given === undefined || given === null || Object.keys(members).length === 0;
  return isSaid ? members : { [ALWAYS_SAID]: given, ...members };
}

function isDefault(attribute: Attribute, value: Value): boolean {
  if (attribute.default === undefined) return false;
  return isDeepStrictEqual(value, shortened(attribute, attribute.default));
}
