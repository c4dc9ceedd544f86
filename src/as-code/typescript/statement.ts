import type { Adopted, AdoptedIntegration } from "../model/adopted";
import type { MainKind } from "../model/kind";
import { ofConstructs, RESOURCES, usesOf, written } from "./code";
import { constructsImport } from "./imports";
import { asResources } from "./plan";
import { constructProps } from "./props";
import { RESOURCE_CLASSES, resourceConfiguration } from "./resource";

/**
 * The statement that makes one signer, policy or integration, below the imports that it needs. It takes the
 * construct. What the construct would refuse becomes the resource beneath it, and a comment says why.
 */
export function statement(adopted: Adopted): string {
  // It stands alone: what it refers to is given by its id.
  const plan = asResources({
    signers: adopted.kind === "signer" ? [adopted] : [],
    policies: adopted.kind === "policy" ? [adopted] : [],
    integrations: adopted.kind === "integration" ? [adopted as AdoptedIntegration] : [],
  });
  const { kind, label } = adopted;
  const reason = plan[kind as MainKind].get(label);
  const value = reason === undefined ? constructProps(adopted, plan) : resourceConfiguration(adopted, plan);
  const name = reason === undefined ? RESOURCE_CLASSES[kind] : `resources.${RESOURCE_CLASSES[kind]}`;
  const uses = [reason === undefined ? ofConstructs(name) : RESOURCES, ...usesOf(value)];
  const head = `new ${name}(scope, "${label}", `;
  return [
    constructsImport(uses),
    uses.includes(RESOURCES) ? 'import * as resources from "netfoundry-scim/constructs/resources";\n' : "",
    "\n",
    reason === undefined ? "" : `// As a resource: ${reason}.\n`,
    `${head}${written(value, 0, head.length)});\n`,
  ].join("");
}
