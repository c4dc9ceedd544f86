import { join } from "node:path";
import type { Consumer } from "./consumer";
import type { Flavour } from "./flavours";

/** The versions of TypeScript that must accept the declarations. */
const VERSIONS = ["5.4", "5.9", "6.0"];

/**
 * The settings that decide how TypeScript finds the declarations. One of them also checks the declarations.
 */
const RESOLUTIONS = [
  { module: "commonjs", moduleResolution: "node10", skipLibCheck: true },
  { module: "node16", moduleResolution: "node16", skipLibCheck: false },
  { module: "nodenext", moduleResolution: "nodenext", skipLibCheck: true },
  { module: "esnext", moduleResolution: "bundler", skipLibCheck: true },
];

const PROGRAM = `
import { App, TerraformStack } from "cdktf";
import { ExternalId, NetfoundryProvider, ScimIntegration } from "netfoundry-scim/constructs";
import { DataNetfoundryNetwork } from "netfoundry-scim/constructs/data-sources";
import * as l1 from "netfoundry-scim/constructs/resources";
import { createDriver, TerraformHarness } from "netfoundry-scim/testing";
import { computed, defineProvider, defineResource, required, serve, types } from "netfoundry-scim/tfplugin";

const stack = new TerraformStack(new App(), "stack");
new NetfoundryProvider(stack, "netfoundry");
const okta = new ScimIntegration(stack, "okta", { name: "Okta", externalId: ExternalId.primaryEmail() });
export const url: string = okta.integrationUrl;

// @ts-expect-error a name is a string: without its declarations every import would be of the type any
new ScimIntegration(stack, "wrong", { name: 1 });
// @ts-expect-error types is no function
types();
// @ts-expect-error a driver needs a provider
createDriver();

export const type: string = l1.ScimToken.tfResourceType + DataNetfoundryNetwork.tfResourceType;

export { computed, defineProvider, defineResource, required, serve, TerraformHarness };
`;

/** Installs the tarball, the oldest framework and every version of TypeScript, once for all compilations. */
export async function prepareMatrix(consumer: Consumer, tarball: string, flavour: Flavour): Promise<void> {
  await consumer.write("package.json", { private: true });
  await consumer.write("main.ts", flavour.adapt(PROGRAM));
  const compilers = VERSIONS.map((version) => `typescript-${version}@npm:typescript@~${version}`);
  await consumer.install(...flavour.oldest, "@types/node@20", ...compilers, tarball);
}

/** One compilation of the matrix. */
export interface Compilation {
  readonly title: string;
  /** Throws with the compiler's messages when the program does not compile. */
  run(): Promise<unknown>;
}

/** One compilation for every version of TypeScript with every resolution. */
export function compilations(consumer: Consumer): Compilation[] {
  return VERSIONS.flatMap((version) =>
    RESOLUTIONS.map((resolution) => ({
      title: `TypeScript ${version}, ${resolution.module} with ${resolution.moduleResolution}`,
      run: () => compile(consumer, version, resolution),
    })),
  );
}

async function compile(consumer: Consumer, version: string, resolution: (typeof RESOLUTIONS)[number]) {
  const deprecated = version === "6.0" && resolution.moduleResolution === "node10";
  const project = `tsconfig.${version}.${resolution.module}.json`;
  await consumer.write(project, {
    compilerOptions: {
      ...resolution,
      ...(deprecated && { ignoreDeprecations: "6.0" }),
      target: "ES2022",
      lib: ["ES2022"],
      types: ["node"],
      strict: true,
      noEmit: true,
    },
    files: ["main.ts"],
  });
  const compiler = join("node_modules", `typescript-${version}`, "bin", "tsc");
  return consumer.run("node", [compiler, "--project", project]);
}
