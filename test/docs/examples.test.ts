import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InstalledProvider } from "../support/installed-provider";
import { REQUIRE_NETFOUNDRY } from "../support/terraform-folder";
import { samples } from "./examples";

jest.setTimeout(120_000);

interface Problem {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string };
}

test("terraform validates every example and every guide, import blocks included", async () => {
  const folder = new InstalledProvider();
  const root: string[] = [];
  for (const { name, configuration, imports } of samples()) {
    mkdirSync(join(folder.root, name));
    const required = configuration.includes("required_providers") ? "" : REQUIRE_NETFOUNDRY;
    // One run for all: each is a module, and its variables get a value there.
    writeFileSync(join(folder.root, name, "main.tf"), required + configuration);
    const variables = [...configuration.matchAll(/^variable "(\w+)"/gm)].map(
      ([, it]) => `  ${it} = "given"\n`,
    );
    root.push(`module "${name}" {\n  source = "./${name}"\n${variables.join("")}}\n`);
    root.push(imports.replace(/to = /g, `to = module.${name}.`));
  }
  await folder.configure(root.join("\n")).init();
  const { stdout } = await folder.terraform("validate", "-json");
  const { diagnostics }: { diagnostics: Problem[] } = JSON.parse(stdout);
  const said = diagnostics.map(({ summary, detail, range }) => `${range?.filename}: ${summary}: ${detail}`);
  expect(said).toEqual([]);
});
