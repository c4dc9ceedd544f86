import type { Adopted, AdoptedIntegration, AdoptedNetwork } from "../../as-code/model/adopted";
import type { MainKind } from "../../as-code/model/kind";
import { camelCase } from "../../as-code/model/labels";
import { RESOURCES, TERRAFORM_RESOURCE, type Use, usesOf, written } from "../../as-code/typescript/code";
import { creationOf } from "../../as-code/typescript/creation";
import { constructsImport } from "../../as-code/typescript/imports";
import { GROUPS } from "../../as-code/typescript/names";
import type { AsResources } from "../../as-code/typescript/plan";
import { RESOURCE_CLASSES, resourceConfiguration } from "../../as-code/typescript/resource";
import type { GeneratedFile } from "../generated-file";
import { TOKEN_ADOPTION } from "../token-adoption";

/** The files with the objects of each kind, and the function in each that makes them. */
export const KIND_FILES = {
  signer: { module: "jwt-signers", makes: "jwtSigners", needs: null },
  policy: { module: "auth-policies", makes: "authPolicies", needs: "signer" },
  integration: { module: "scim-integrations", makes: "scimIntegrations", needs: "policy" },
} as const satisfies Readonly<
  Record<MainKind, { readonly module: string; readonly makes: string; readonly needs: MainKind | null }>
>;

/** The objects of a kind. */
export function objectsOf(network: AdoptedNetwork, kind: MainKind): readonly Adopted[] {
  const { signers, policies, integrations } = network;
  return { signer: signers, policy: policies, integration: integrations }[kind];
}

/** The kind whose objects those of a kind refer to. Null when there is none in this network. */
export function neededBy(network: AdoptedNetwork, kind: MainKind): MainKind | null {
  const { needs } = KIND_FILES[kind];
  return needs === null || objectsOf(network, needs).length === 0 ? null : needs;
}

/** The module that makes the objects of a kind. */
export function kindFile(network: AdoptedNetwork, kind: MainKind, asResources: AsResources): GeneratedFile {
  const { module, makes } = KIND_FILES[kind];
  const needed = neededBy(network, kind);
  const objects = objectsOf(network, kind).map((one) => objectCode(one, asResources));
  const parts =
    kind === "integration" ? network.integrations.flatMap((one) => partsCode(one, asResources)) : [];
  const uses = [...objects, ...parts].flatMap((one) => one.uses);
  const group = GROUPS[kind];
  const parameter =
    needed === null ? "" : `, ${GROUPS[needed]}: ReturnType<typeof ${KIND_FILES[needed].makes}>`;
  const content = [
    uses.includes(TERRAFORM_RESOURCE) ? 'import type { TerraformResource } from "cdktf";\n' : "",
    'import { Construct } from "constructs";\n',
    constructsImport(uses),
    uses.includes(RESOURCES) ? 'import * as resources from "netfoundry-scim/constructs/resources";\n' : "",
    needed === null
      ? ""
      : `import type { ${KIND_FILES[needed].makes} } from "./${KIND_FILES[needed].module}";\n`,
    kind === "integration" ? tokenComment(network.integrations) : "",
    `\nexport function ${makes}(parent: Construct${parameter}) {\n`,
    `  const scope = new Construct(parent, "${group}");\n`,
    parts.length > 0 ? `  const ${group} = {\n` : "  return {\n",
    objects.map(({ text }) => text).join(""),
    "  };\n",
    parts.map(({ text }) => text).join(""),
    parts.length > 0 ? `  return ${group};\n` : "",
    "}\n",
  ];
  return { name: `${module}.ts`, content: content.join("") };
}

interface ObjectCode {
  readonly text: string;
  readonly uses: readonly Use[];
}

function objectCode(adopted: Adopted, asResources: AsResources): ObjectCode {
  const { label } = adopted;
  const { className, settings, uses, reason } = creationOf(adopted, asResources);
  const comments = [
    ...(reason === undefined ? [] : [`As a resource: ${reason}.`]),
    ...("isWithoutToken" in adopted && adopted.isWithoutToken === true ? [NO_TOKEN] : []),
  ];
  const head = `    ${camelCase(label)}: new ${className}(scope, "${label}", `;
  const text = `${head}${written(settings, 4, head.length)}),\n`;
  return {
    text: comments.map((comment) => `    // ${comment}\n`).join("") + text,
    uses,
  };
}

const NO_TOKEN = "No token lives, so it has no slot. A slot would mint a token with the next apply.";

/** The mapping settings and the token of an integration that is written as a resource. */
function partsCode(
  { label, mapping, token }: AdoptedIntegration,
  asResources: AsResources,
): readonly ObjectCode[] {
  if (!asResources.integration.has(label)) return [];
  const parts = [mapping, token].filter((part) => part !== null);
  return parts.map((part) => {
    const parent = `${GROUPS.integration}.${camelCase(label)}`;
    const head = `  new resources.${RESOURCE_CLASSES[part.kind]}(${parent}, "${part.kind}", `;
    const configuration = resourceConfiguration(part, asResources);
    return {
      text: `${head}${written(configuration, 2, head.length)});\n`,
      uses: [RESOURCES, ...usesOf(configuration)],
    };
  });
}

function tokenComment(integrations: readonly AdoptedIntegration[]): string {
  if (integrations.every(({ token }) => token === null)) return "";
  return `\n${TOKEN_ADOPTION.map((line) => `// ${line}`).join("\n")}\n`;
}
