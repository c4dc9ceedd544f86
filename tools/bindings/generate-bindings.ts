import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ProviderSchema } from "@cdktf/commons";
import { packageRoot } from "../../src/cli/package-root";
import { netfoundry } from "../../src/provider/provider";
import { VERSION } from "../../src/provider/version";
import { providerSchemaJson } from "../../src/tfplugin";

const SOURCE = "netfoundry/netfoundry";
/** The indexes at the top, which load every resource at once; the pages beside the code only point elsewhere. */
const LEFT_OUT = ["index.ts", "lazy-index.ts"];
/** Members of the framework's classes that the generator overrides without saying so. */
const OVERRIDES = /\b(protected|public) (?=synthesizeAttributes\(|synthesizeHclAttributes\(|[gs]et alias\()/g;
/** The same in the constructor of a list, whose parameters are members. */
const LIST_CONSTRUCTOR =
  /(?<=constructor\()(?:protected \w+: [\w.]+(?:, )?)+(?=\) \{\n\s+super\(terraformResource, terraformAttribute, wrapsSet\))/g;

/**
 * Writes the cdktf bindings of the provider into a folder, emptied first: one folder per resource, and `provider`.
 * They follow from the provider's own schema alone: neither terraform nor the network is asked, and a new patch version
 * changes nothing.
 */
export async function generateBindings(folder: string): Promise<void> {
  const temporary = await mkdtemp(join(tmpdir(), "netfoundry-bindings-"));
  try {
    await generate(temporary);
    const generated = join(temporary, "providers", "netfoundry");
    await rm(folder, { recursive: true, force: true });
    for (const path of await readdir(generated, { recursive: true })) {
      if (!path.endsWith(".ts") || LEFT_OUT.includes(path)) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), finished(await readFile(join(generated, path), "utf8")));
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function generate(folder: string): Promise<void> {
  const { TerraformProviderGenerator, CodeMaker, commons } = loadGenerator();
  // The generator's type demands block types, which terraform leaves out as well when there are none.
  const schema = providerSchemaJson(netfoundry) as unknown as ProviderSchema;
  const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
  const constraint = new commons.TerraformProviderConstraint(`${SOURCE}@${versionConstraint(VERSION)}`);
  generator.generate(new commons.ConstructsMakerProviderTarget(constraint, commons.Language.TYPESCRIPT));
  await generator.save(folder);
}

/** The text as our compiler settings and a diff want it: overrides named, no blanks at the ends of lines. */
function finished(text: string): string {
  return text
    .replace(OVERRIDES, "$1 override ")
    .replace(LIST_CONSTRUCTOR, (parameters) => parameters.replaceAll("protected ", "protected override "))
    .replace(/[ \t]+$/gm, "");
}

/** Every patch of the minor version: before 1.0 a new minor may change the schema that the bindings are made from. */
function versionConstraint(version: string): string {
  return `~> ${version.replace(/\d+$/, "0")}`;
}

/**
 * The package's root asks for a compiler it does not declare; its inner module does not. While it loads, the generator
 * would run terraform and call home, unless told otherwise beforehand.
 */
function loadGenerator() {
  process.env.CHECKPOINT_DISABLE = "1";
  process.env.TERRAFORM_BINARY_NAME = "terraform-is-not-needed";
  const { TerraformProviderGenerator } =
    require("@cdktf/provider-generator/lib/get/generator/provider-generator") as typeof import("@cdktf/provider-generator/lib/get/generator/provider-generator");
  const { CodeMaker } = require("codemaker") as typeof import("codemaker");
  const commons = require("@cdktf/commons") as typeof import("@cdktf/commons");
  return { TerraformProviderGenerator, CodeMaker, commons };
}

if (require.main === module) {
  generateBindings(join(packageRoot().directory, "constructs", "generated")).catch((failure: unknown) => {
    console.error(failure);
    process.exitCode = 1;
  });
}
