import type { AdoptedNetwork, Place } from "../../as-code/model/adopted";
import type { MainKind } from "../../as-code/model/kind";
import { camelCase } from "../../as-code/model/labels";
import { GROUPS } from "../../as-code/typescript/names";
import { quoted } from "../../as-code/typescript/text";
import { VERSION } from "../../provider/version";
import type { GeneratedFile } from "../generated-file";
import { KIND_FILES, neededBy, objectsOf } from "./kind-file";

/** The name of the stack: Terraform runs in `cdktf.out/stacks/<name>`. */
export const STACK = "network";

/** The program: the stack, its objects, and what it imports. */
export function mainFile(
  network: AdoptedNetwork,
  kinds: readonly MainKind[],
  byIdentity: boolean,
): GeneratedFile {
  const imports = [
    ...kinds.map((kind) => ({ names: KIND_FILES[kind].makes, module: KIND_FILES[kind].module })),
    { names: "importExisting", module: "imports" },
  ].sort((one, other) => (one.module < other.module ? -1 : 1));
  const makes = kinds.map((kind) => {
    const needed = neededBy(network, kind);
    const more = needed === null ? "" : `, ${GROUPS[needed]}`;
    return `const ${GROUPS[kind]} = ${KIND_FILES[kind].makes}(stack${more});\n`;
  });
  const content = `import { App, LocalBackend, TerraformStack } from "cdktf";
import { NetfoundryProvider } from "netfoundry-scim/constructs";
${imports.map(({ names, module }) => `import { ${names} } from "./${module}";\n`).join("")}
const app = new App();
const stack = new TerraformStack(app, "${STACK}");${byIdentity ? REQUIRED_VERSION : ""}
// Seen from cdktf.out/stacks/${STACK}, so the state lies beside this file.
new LocalBackend(stack, { path: "../../../terraform.tfstate" });
// The account comes from the environment, as it did for the adoption.
new NetfoundryProvider(stack, "netfoundry", ${providerProps(network.place)});

${makes.join("")}
// What Terraform takes over with the first apply. Delete this line and imports.ts after it.
importExisting(stack, { ${kinds.map((kind) => GROUPS[kind]).join(", ")} });

app.synth();
`;
  return { name: "main.ts", content };
}

const REQUIRED_VERSION = `
// Import by identity came with Terraform 1.12.
stack.addOverride("terraform.required_version", ">= 1.12");`;

function providerProps({ networkId, controllerUrl }: Place): string {
  return networkId === null
    ? `{ zitiControllerUrl: ${quoted(controllerUrl ?? "")} }`
    : `{ networkId: ${quoted(networkId)} }`;
}

/** The import of every object. The framework itself knows no import by identity. */
export function importsFile(
  network: AdoptedNetwork,
  kinds: readonly MainKind[],
  byIdentity: boolean,
): GeneratedFile {
  const types = kinds.map((kind) => {
    const { makes } = KIND_FILES[kind];
    return `  readonly ${GROUPS[kind]}: ReturnType<typeof ${makes}>;\n`;
  });
  const modules = kinds.map((kind) => {
    const { makes, module } = KIND_FILES[kind];
    return `import type { ${makes} } from "./${module}";\n`;
  });
  const blocks = kinds.flatMap((kind) =>
    objectsOf(network, kind).map(({ label, id }) => {
      return `    ...importBlocks(${GROUPS[kind]}.${camelCase(label)}, ${quoted(id)}),\n`;
    }),
  );
  const content = `import { TerraformResource, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
${modules.sort().join("")}
interface Existing {
${types.join("")}}

/** Lets Terraform take over what exists, by the ids of the network. */
export function importExisting(stack: TerraformStack, existing: Existing): void {
  const { ${kinds.map((kind) => GROUPS[kind]).join(", ")} } = existing;
  stack.addOverride("import", [
${blocks.join("")}  ]);
}

/** The import of each resource of a construct. The parts of an integration have its id. */
function importBlocks(construct: IConstruct, id: string): object[] {
  const resources = construct.node.findAll().filter(TerraformResource.isTerraformResource);
  return resources.map(({ terraformResourceType, friendlyUniqueId }) => ({
    to: \`\${terraformResourceType}.\${friendlyUniqueId}\`,
    ${byIdentity ? IDENTITY : "id,"}
  }));
}
`;
  return { name: "imports.ts", content };
}

const IDENTITY =
  "identity: /_scim_(mapping|token)$/.test(terraformResourceType) ? { integration_id: id } : { id },";

/** What npm and the compiler need to know. */
export function projectFiles(): readonly GeneratedFile[] {
  const manifest = {
    name: "netfoundry-network",
    private: true,
    scripts: { synth: "tsc && node dist/main.js" },
    dependencies: { cdktf: "^0.21.0", constructs: "^10.4.2", "netfoundry-scim": `^${VERSION}` },
    devDependencies: { "@types/node": "^20.0.0", typescript: "~6.0.3" },
  };
  const compiler = {
    compilerOptions: {
      target: "es2022",
      module: "node20",
      outDir: "dist",
      strict: true,
      skipLibCheck: true,
      types: ["node"],
    },
    include: ["*.ts"],
  };
  return [
    { name: "package.json", content: `${JSON.stringify(manifest, null, 2)}\n` },
    { name: "tsconfig.json", content: `${JSON.stringify(compiler, null, 2)}\n` },
  ];
}
