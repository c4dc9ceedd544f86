import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ProviderSchema } from "@cdktf/commons";
import { packageRoot } from "../../src/cli/package-root";
import { netfoundry } from "../../src/provider/provider";
import { VERSION } from "../../src/provider/version";
import { providerSchemaJson } from "../../src/tfplugin";
import { exitWith } from "../exit-with";

type GeneratorModule = typeof import("@cdktf/provider-generator/lib/get/generator/provider-generator");

const SOURCE = "netfoundry/netfoundry";
/** The top-level indexes, which join resources and data sources. They are left out. */
const LEFT_OUT = ["index.ts", "lazy-index.ts"];
/** How the folders of the data sources begin. */
const DATA_SOURCE = "data-";
/** Members that override a member of the framework's classes. The generator leaves out the keyword. */
const OVERRIDES = /\b(protected|public) (?=synthesizeAttributes\(|synthesizeHclAttributes\(|[gs]et alias\()/g;
/** The same for the constructor of a list, whose parameters are members. */
const LIST_CONSTRUCTOR = new RegExp(
  "(?<=constructor\\()(?:protected \\w+: [\\w.]+(?:, )?)+" +
    "(?=\\) \\{\\n\\s+super\\(terraformResource, terraformAttribute, wrapsSet\\))",
  "g",
);

/**
 * Writes the cdktf bindings of the provider into a folder, which it empties first: one folder per resource,
 * and `provider`, and one entry for resources and data sources each. The provider's schema alone decides the
 * bindings. The generator calls neither terraform nor the network. A new patch version changes nothing.
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
    const modules = (await readdir(folder)).sort();
    const isData = (module: string) => module.startsWith(DATA_SOURCE);
    await writeFile(join(folder, "data-sources.ts"), entry("data source", modules.filter(isData)));
    await writeFile(
      join(folder, "resources.ts"),
      entry(
        "resource, and the provider",
        modules.filter((module) => !isData(module)),
      ),
    );
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function generate(folder: string): Promise<void> {
  const { TerraformProviderGenerator, CodeMaker, commons } = loadGenerator();
  // The generator's type requires block types. Terraform leaves them out too when there are none.
  const schema = providerSchemaJson(netfoundry) as unknown as ProviderSchema;
  const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
  const constraint = new commons.TerraformProviderConstraint(`${SOURCE}@${versionConstraint(VERSION)}`);
  generator.generate(new commons.ConstructsMakerProviderTarget(constraint, commons.Language.TYPESCRIPT));
  await generator.save(folder);
}

/** The text of an entry of the package: all bindings of one kind. */
function entry(kind: string, modules: readonly string[]): string {
  const lines = modules.map((module) => `export * from "./${module}";\n`);
  return `/** The generated binding of every ${kind}. */\n${lines.join("")}`;
}

/** Adapts the text to our compiler settings and to diffs: names overrides, removes blanks at line ends. */
function finished(text: string): string {
  return text
    .replace(OVERRIDES, "$1 override ")
    .replace(LIST_CONSTRUCTOR, (parameters) => parameters.replaceAll("protected ", "protected override "))
    .replace(/[ \t]+$/gm, "");
}

/**
 * Allows every patch of the minor version. Before 1.0, a new minor may change the schema behind the bindings.
 */
function versionConstraint(version: string): string {
  return `~> ${version.replace(/\d+$/, "0")}`;
}

/**
 * Loads the generator from an inner module, because the package's root requires an undeclared compiler. While
 * it loads, the generator would run terraform and call home. Two variables prevent that.
 */
function loadGenerator() {
  process.env.CHECKPOINT_DISABLE = "1";
  process.env.TERRAFORM_BINARY_NAME = "terraform-is-not-needed";
  const { TerraformProviderGenerator } =
    require("@cdktf/provider-generator/lib/get/generator/provider-generator") as GeneratorModule;
  const { CodeMaker } = require("codemaker") as typeof import("codemaker");
  const commons = require("@cdktf/commons") as typeof import("@cdktf/commons");
  return { TerraformProviderGenerator, CodeMaker, commons };
}

if (require.main === module) {
  void exitWith(generateBindings(join(packageRoot().directory, "constructs", "generated")));
}
