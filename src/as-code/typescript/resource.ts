import { type Adopted, type Expression, isMembers, type Members, Reference } from "../model/adopted";
import type { Kind } from "../model/kind";
import { camelCase } from "../model/labels";
import type { Value } from "./code";
import { idCode, resourceCode } from "./names";
import type { AsResources } from "./plan";

/** The classes of `netfoundry-scim/constructs/resources`. */
export const RESOURCE_CLASSES: Readonly<Record<Kind, string>> = {
  signer: "JwtSigner",
  policy: "AuthPolicy",
  integration: "ScimIntegration",
  mapping: "ScimMapping",
  token: "ScimToken",
};

/** The attributes whose members have names of their own. */
const MAPS: ReadonlySet<string> = new Set(["tags", "rotation_triggers"]);

/** The configuration of a resource, in the words of its binding. */
export function resourceConfiguration(adopted: Adopted, asResources: AsResources): Value {
  const { arguments: given, dependsOn } = adopted;
  const order = dependsOn.map((one) => resourceCode(one, asResources));
  return { ...(members(given, asResources) as object), dependsOn: order.length > 0 ? order : undefined };
}

function members(given: Members, asResources: AsResources): Value {
  const entries = Object.entries(given).map(([name, value]) => [
    camelCase(name),
    MAPS.has(name) ? (value as Value) : inWords(value, asResources),
  ]);
  return Object.fromEntries(entries);
}

function inWords(expression: Expression, asResources: AsResources): Value {
  if (expression instanceof Reference) return idCode(expression, asResources);
  if (Array.isArray(expression)) return expression.map((one: Expression) => inWords(one, asResources));
  return isMembers(expression) ? members(expression, asResources) : (expression as Value);
}
