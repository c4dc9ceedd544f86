import { addressOf } from "../../as-code/hcl/expression";
import { importBlock, resourceBlock } from "../../as-code/hcl/resource-block";
import { quoted } from "../../as-code/hcl/text";
import type { Adopted, AdoptedIntegration, AdoptedNetwork, Place } from "../../as-code/model/adopted";
import { RESOURCE_TYPES } from "../../as-code/model/kind";
import { quotedName } from "../../as-code/model/visible";
import { VERSION } from "../../provider/version";
import type { GeneratedFile } from "../generated-file";
import { TOKEN_ADOPTION } from "../token-adoption";

/** The configuration of a network as HCL, one file per kind, and the import blocks in a file of their own. */
export function hclFiles(network: AdoptedNetwork, byIdentity: boolean): readonly GeneratedFile[] {
  const { place, signers, policies, integrations } = network;
  const everything = [...signers, ...policies, ...integrations.flatMap(withParts)];
  const files: readonly (readonly [name: string, blocks: readonly string[]])[] = [
    ["terraform.tf", [terraformBlock(byIdentity), providerBlock(place)]],
    ["jwt_signers.tf", signers.map(resourceBlock)],
    ["auth_policies.tf", policies.map(resourceBlock)],
    ["scim_integrations.tf", integrationBlocks(integrations)],
    ["imports.tf", [IMPORTS_COMMENT, ...everything.map((one) => importBlock(one, byIdentity))]],
  ];
  return files
    .filter(([, blocks]) => blocks.length > 0)
    .map(([name, blocks]) => ({ name, content: blocks.join("\n") }));
}

const IMPORTS_COMMENT =
  "# What Terraform takes over with the first apply. Delete this file after it; it has no effect then.\n";

/** Import by identity came with Terraform 1.12. */
function terraformBlock(byIdentity: boolean): string {
  return `terraform {
  required_version = ">= ${byIdentity ? "1.12" : "1.11"}"

  required_providers {
    netfoundry = {
      source  = "netfoundry/netfoundry"
      version = "~> ${VERSION}"
    }
  }
}
`;
}

function providerBlock({ networkId, controllerUrl }: Place): string {
  const where =
    networkId === null
      ? `  ziti = { controller_url = ${quoted(controllerUrl ?? "")} }`
      : `  network_id = ${quoted(networkId)}`;
  return `# The account comes from the environment, as it did for the adoption.
provider "netfoundry" {
${where}
}
`;
}

function integrationBlocks(integrations: readonly AdoptedIntegration[]): readonly string[] {
  if (integrations.length === 0) return [];
  const hasSlot = integrations.some(({ token }) => token !== null);
  const comment = hasSlot ? [`${TOKEN_ADOPTION.map((line) => `# ${line}`).join("\n")}\n`] : [];
  return [
    ...comment,
    ...integrations.flatMap((one) => [...withParts(one).map(resourceBlock), ...noSlot(one)]),
  ];
}

function noSlot({ name, label, isWithoutToken }: AdoptedIntegration): readonly string[] {
  if (!isWithoutToken) return [];
  const comment = `# No token lives for ${quotedName(name)}, so it has no slot. This one would mint a token:`;
  const slot = `# resource "${RESOURCE_TYPES.token}" "${label}" {
#   integration_id = ${addressOf("integration", label)}.id
# }`;
  return [`${comment}\n${slot}\n`];
}

function withParts(one: AdoptedIntegration): readonly Adopted[] {
  return [one, one.mapping, one.token].filter((part) => part !== null);
}
