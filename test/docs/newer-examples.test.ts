/**
 * Checks the examples in the language of Terraform 1.14 against the schemas with any terraform. A list or
 * action block becomes a resource block of the same schema, which a stand-in provider offers.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { netfoundry } from "../../src/provider/provider";
import { defineResource, type Provider, type Schema, serveInProcess } from "../../src/tfplugin";
import { EXAMPLE_FILES } from "../../tools/docs/examples";
import { REQUIRE_NETFOUNDRY, TerraformFolder } from "../support/terraform-folder";
import { ROOT } from "./examples";

jest.setTimeout(60_000);

type Kind = "list-resources" | "actions";

/** The provider with those schemas as resources, which can be validated and nothing else. */
function standIn(offers: Readonly<Record<string, { readonly schema: Schema }>>): Provider {
  const fail = () => {
    throw new Error("a stand-in");
  };
  const resources = Object.entries(offers).map(([type, { schema }]) => [
    type,
    defineResource<unknown>()({ schema, create: fail, read: fail, update: fail, delete: fail }),
  ]);
  return { ...netfoundry, resources: Object.fromEntries(resources) };
}

/**
 * The block as a resource block. The arguments in `config` move to the block itself. Those that only a list
 * block has are left out.
 */
function asResource(text: string): string {
  return text
    .replace(/^(?:list|action) /gm, "resource ")
    .replace(/^ {2}(?:include_resource|limit) +=.*\n/gm, "")
    .replace(/^ {2}config \{\n([\s\S]*?)^ {2}\}\n/gm, "$1");
}

/** What terraform finds wrong with the examples of one kind. */
async function problems(
  kind: Kind,
  example: (type: string) => string = (type) =>
    readFileSync(join(ROOT, "examples", kind, type, EXAMPLE_FILES[kind]), "utf8"),
): Promise<string[]> {
  const offers = (kind === "actions" ? netfoundry.actions : netfoundry.listResources) ?? {};
  const served = await serveInProcess(standIn(offers));
  const folder = new TerraformFolder({ environment: { TF_REATTACH_PROVIDERS: served.reattach } });
  const modules = Object.keys(offers).map((type) => {
    const text = example(type);
    mkdirSync(join(folder.root, type));
    writeFileSync(join(folder.root, type, "main.tf"), REQUIRE_NETFOUNDRY + asResource(text));
    const variables = [...text.matchAll(/^variable "(\w+)"/gm)].map(([, name]) => `  ${name} = "given"\n`);
    return `module "${type}" {\n  source = "./${type}"\n${variables.join("")}}\n`;
  });
  try {
    await folder.configure(modules.join("")).init();
    const { stdout } = await folder.terraform("validate", "-json");
    const { diagnostics } = JSON.parse(stdout);
    return diagnostics.map(({ summary, detail }: Record<string, string>) => `${summary}: ${detail}`);
  } finally {
    await served.close();
  }
}

describe.each<Kind>(["list-resources", "actions"])("the examples of %s", (kind) => {
  test("are right by the schemas of the provider", async () => {
    expect(await problems(kind)).toEqual([]);
  });
});

test("a mistake in one is found", async () => {
  const config = '{\n  config {\n    integration = "x"\n  }\n}\n';
  const found = await problems("actions", (type) => `action "${type}" "it" ${config}`);
  expect(found.join("\n")).toContain('An argument named "integration" is not expected here');
});
