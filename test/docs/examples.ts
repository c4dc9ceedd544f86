import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { EXAMPLE_FILES } from "../../tools/docs/examples";

export const ROOT = resolve(__dirname, "../..");

/** Language of Terraform 1.14, which an older one does not read. */
const NEWER: ReadonlySet<string> = new Set(["list-resources", "actions"]);

/** The folders of examples that the pages show; the others are programs with tests of their own. */
const FOLDERS: ReadonlySet<string> = new Set(
  ["provider", ...Object.keys(EXAMPLE_FILES)].filter((folder) => !NEWER.has(folder)),
);

/** Something a reader of the documentation may copy: a module's worth of configuration. */
export interface Sample {
  /** Name of a module: letters, digits and underscores. */
  readonly name: string;
  readonly source: string;
  readonly configuration: string;
  /** Import blocks, which Terraform takes in the root module only. */
  readonly imports: string;
}

/** Every example file and every `terraform` block of a guide. */
export function samples(): Sample[] {
  return [...exampleSamples(), ...guideSamples()];
}

function exampleSamples(): Sample[] {
  const folder = join(ROOT, "examples");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => FOLDERS.has(path.split("/")[0] ?? ""))
    .filter((path) => path.endsWith(".tf") && basename(path) !== "import.tf")
    .map((path) => join(folder, path))
    .sort()
    .map((file) => ({
      name: relative(folder, dirname(file)).replace(/\W/g, "_"),
      source: relative(ROOT, file),
      configuration: readFileSync(file, "utf8"),
      imports: basename(file) === "resource.tf" ? readFileSync(join(dirname(file), "import.tf"), "utf8") : "",
    }));
}

function guideSamples(): Sample[] {
  const folder = join(ROOT, "docs/guides");
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const blocks = [
        ...readFileSync(join(folder, file), "utf8").matchAll(/^```terraform\n([\s\S]*?)^```/gm),
      ];
      if (blocks.length === 0) return [];
      return {
        name: `guides_${file.replace(/\W/g, "_")}`,
        source: `docs/guides/${file}`,
        configuration: blocks.map(([, code]) => code).join("\n"),
        imports: "",
      };
    });
}
