import { type Expression, Reference } from "../model/adopted";
import type { MainKind } from "../model/kind";
import { camelCase } from "../model/labels";
import { Code, ofConstructs, TERRAFORM_RESOURCE } from "./code";
import type { AsResources } from "./plan";
import { quoted } from "./text";

/** The variable that holds the objects of a kind. */
export const GROUPS: Readonly<Record<MainKind, string>> = {
  signer: "signers",
  policy: "policies",
  integration: "integrations",
};

const CONSTRUCTS = {
  signer: { name: "JwtSigner", idProp: "jwtSignerId", fromId: "fromJwtSignerId" },
  policy: { name: "AuthPolicy", idProp: "authPolicyId", fromId: "fromAuthPolicyId" },
  integration: { name: "ScimIntegration", idProp: "integrationId", fromId: "fromIntegrationId" },
} as const;

/** The id of an object, as an argument of a resource. */
export function idCode(expression: Expression, asResources: AsResources): Code {
  if (!(expression instanceof Reference)) return new Code(quoted(String(expression)));
  const { kind, label } = expression;
  const id = asResources[kind].has(label) ? "id" : CONSTRUCTS[kind].idProp;
  return new Code(`${objectCode(expression)}.${id}`);
}

/**
 * An object as a prop of a construct. One that is not a construct of this app is given by its id.
 * @param constructId names it among the constructs of its user, where it is given by its id.
 */
export function constructCode(
  kind: MainKind,
  expression: Expression,
  constructId: string,
  asResources: AsResources,
): Code {
  if (expression instanceof Reference && !asResources[kind].has(expression.label)) {
    return new Code(objectCode(expression));
  }
  const { name, fromId } = CONSTRUCTS[kind];
  const id = idCode(expression, asResources).text;
  return new Code(`${name}.${fromId}(scope, ${quoted(constructId)}, ${id})`, [ofConstructs(name)]);
}

/** The resource of an object, for `dependsOn`. */
export function resourceCode(reference: Reference, asResources: AsResources): Code {
  const object = objectCode(reference);
  if (asResources[reference.kind].has(reference.label)) return new Code(object);
  return new Code(`${object}.node.defaultChild as ${TERRAFORM_RESOURCE.name}`, [TERRAFORM_RESOURCE]);
}

/** A member of an enumeration of the constructs. Each is named like its value, in capitals. */
export function memberCode(enumeration: string, value: Expression | undefined): Code | undefined {
  if (value === undefined) return undefined;
  return new Code(`${enumeration}.${String(value).toUpperCase()}`, [ofConstructs(enumeration)]);
}

function objectCode({ kind, label }: Reference): string {
  return `${GROUPS[kind]}.${camelCase(label)}`;
}
