import { execFileSync } from "node:child_process";
import { CliError } from "../../src/cli/errors/cli-error";
import type { PackageRoot } from "../../src/cli/package-root";
import { BUILT_PROVIDER } from "../../src/cli/provider/package";
import type { BundledPackage } from "../bundle/third-party";

/** The parts of a CycloneDX document that this module reads. */
interface Sbom {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string } };
  components: { "bom-ref": string }[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/**
 * The software bill of materials of a form of the provider, in CycloneDX. It takes npm's entries for the
 * packages in the bundle. It holds no time and no serial number, so that the same release gives the same
 * bytes.
 * @param nodeVersion of the Node in the form; null without one.
 * @throws CliError when npm does not know a bundled package.
 */
export function providerSbom(
  packages: readonly BundledPackage[],
  { directory, version }: PackageRoot,
  nodeVersion: string | null,
): string {
  const options = ["--sbom-format", "cyclonedx", "--package-lock-only"];
  const printed = execFileSync("npm", ["sbom", ...options], { cwd: directory, maxBuffer: 64 * 1024 * 1024 });
  const { serialNumber: _, ...sbom }: Sbom = JSON.parse(printed.toString());
  const { timestamp: __, ...metadata } = sbom.metadata;
  const bundled = new Set(packages.map((each) => `${each.name}@${each.version}`));
  const components = sbom.components.filter((each) => bundled.delete(each["bom-ref"]));
  if (bundled.size > 0) throw new CliError(`npm sbom does not list ${[...bundled].join(", ")}`);
  const known = new Set(components.map((each) => each["bom-ref"]));
  const dependencies = sbom.dependencies
    .filter(({ ref }) => known.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => known.has(each)) }));
  const component = {
    ...metadata.component,
    type: "application",
    name: BUILT_PROVIDER.program,
    version,
  };
  const all = nodeVersion === null ? components : [...components, nodeComponent(nodeVersion)];
  const document = { ...sbom, metadata: { ...metadata, component }, components: all, dependencies };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function nodeComponent(version: string): Sbom["components"][number] & Record<string, unknown> {
  return {
    "bom-ref": `node@${version}`,
    type: "application",
    name: "node",
    version,
    purl: `pkg:generic/node@${version}`,
    cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`,
    licenses: [{ license: { id: "MIT" } }],
  };
}
