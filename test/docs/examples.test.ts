import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { installProvider } from "../../src/cli/provider-mirror";
import { cliConfiguration } from "../../src/cli/terraform/cli-configuration";
import { findTerraform } from "../../src/cli/terraform/terraform";
import { ROOT, samples } from "./examples";

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "docs test "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REQUIRED = `terraform {
  required_providers {
    netfoundry = {
      source = "netfoundry/netfoundry"
    }
  }
}
`;

interface Problem {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string };
}

test("terraform validates every example and every guide, import blocks included", async () => {
  const mirror = join(folder, "mirror");
  await installProvider(mirror, packageRoot(ROOT));
  writeFileSync(join(folder, "cli.tfrc"), cliConfiguration(mirror, "nowhere"));
  const root = [REQUIRED];
  for (const { name, configuration, imports } of samples()) {
    mkdirSync(join(folder, name));
    const required = configuration.includes("required_providers") ? "" : REQUIRED;
    // One run for all: each is a module, and its variables get a value there.
    writeFileSync(join(folder, name, "main.tf"), required + configuration);
    const variables = [...configuration.matchAll(/^variable "(\w+)"/gm)].map(
      ([, it]) => `  ${it} = "given"\n`,
    );
    root.push(`module "${name}" {\n  source = "./${name}"\n${variables.join("")}}\n`);
    root.push(imports.replace(/to = /g, `to = module.${name}.`));
  }
  writeFileSync(join(folder, "main.tf"), root.join("\n"));
  const terraform = (...args: string[]) =>
    spawnSync(findTerraform(), args, {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, TF_CLI_CONFIG_FILE: join(folder, "cli.tfrc"), CHECKPOINT_DISABLE: "1" },
    });
  const init = terraform("init", "-input=false", "-no-color");
  expect({ status: init.status, said: init.stderr }).toEqual({ status: 0, said: "" });
  const { diagnostics }: { diagnostics: Problem[] } = JSON.parse(terraform("validate", "-json").stdout);
  const said = diagnostics.map(({ summary, detail, range }) => `${range?.filename}: ${summary}: ${detail}`);
  expect(said).toEqual([]);
});
