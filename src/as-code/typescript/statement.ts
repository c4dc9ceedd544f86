import type { Adopted, AdoptedIntegration } from "../model/adopted";
import { RESOURCES, written } from "./code";
import { creationOf } from "./creation";
import { constructsImport } from "./imports";
import { asResources } from "./plan";

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
  const { className, settings, uses, reason } = creationOf(adopted, plan);
  const head = `new ${className}(scope, "${adopted.label}", `;
  return [
    constructsImport(uses),
    uses.includes(RESOURCES) ? 'import * as resources from "netfoundry-scim/constructs/resources";\n' : "",
    "\n",
    reason === undefined ? "" : `// As a resource: ${reason}.\n`,
    `${head}${written(settings, 0, head.length)});\n`,
  ].join("");
}
