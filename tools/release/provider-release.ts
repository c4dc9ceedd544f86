import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { packageRoot } from "../../src/cli/package-root";
import { NODE_PLATFORMS } from "../../src/cli/platform";
import { BUILT_PROVIDER, providerPackage } from "../../src/cli/provider/package";
import { bundleProvider } from "../bundle/bundle-provider";
import { bundledPackages } from "../bundle/third-party";
import { exitWith } from "../exit-with";
import { isSelfContained, NODE_VERSION, SELF_CONTAINED_PLATFORMS } from "./node-packages";
import { writeReleaseSet } from "./release-set";
import { providerSbom } from "./sbom";
import { selfContainedForm } from "./self-contained";

/**
 * Makes a release. One version has two forms with two checksums (`h1:`) for a platform, so each has a folder.
 * `registry` holds the self-contained form where there is one, otherwise the form that needs Node. `node`
 * holds the form that needs Node, with the same files that `netfoundry-scim provider install` writes.
 * @param folder where the two folders go.
 * @param sign the GPG key that signs the sums.
 * @returns the paths of the files.
 * @throws CliError when a Node cannot be fetched.
 */
export async function releaseProvider(folder: string, sign?: string): Promise<string[]> {
  const root = packageRoot();
  const { version, directory } = root;
  const metafile = await bundleProvider(join(directory, BUILT_PROVIDER.folder));
  const packages = await bundledPackages(metafile, directory);
  const needsNode = () => providerPackage(root);
  const forms = (platforms: readonly string[]) =>
    Object.fromEntries(platforms.map((platform) => [platform, needsNode]));
  const others = NODE_PLATFORMS.filter((platform) => !isSelfContained(platform));
  const selfContained = Object.fromEntries(
    SELF_CONTAINED_PLATFORMS.map((platform) => [platform, () => selfContainedForm(platform, root)]),
  );
  const registry = {
    version,
    forms: { ...selfContained, ...forms(others) },
    sbom: providerSbom(packages, root, NODE_VERSION),
    sign,
  };
  const node = { version, forms: forms(NODE_PLATFORMS), sbom: providerSbom(packages, root, null), sign };
  return [
    ...(await writeReleaseSet(join(folder, "registry"), registry)),
    ...(await writeReleaseSet(join(folder, "node"), node)),
  ];
}

if (require.main === module) {
  void exitWith(main());
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { sign: { type: "string" } } });
  const paths = await releaseProvider(join(packageRoot().directory, "dist", "release"), values.sign);
  process.stdout.write(`${paths.map((path) => relative(process.cwd(), path)).join("\n")}\n`);
}
