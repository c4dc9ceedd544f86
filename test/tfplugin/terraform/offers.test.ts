/**
 * The real terraform with a provider in this process: what it offers beside resources, and how it describes
 * it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { providerSchemaJson } from "../../../src/tfplugin";
import { NOTHING_TO_DO, ServedShelf } from "../support/served-shelf";
import { shelf } from "../support/shelf";

jest.setTimeout(30_000);

let workspace: ServedShelf;
beforeEach(async () => {
  workspace = await ServedShelf.open();
});
afterEach(() => workspace.close());

describe("what a provider offers beside resources", () => {
  test("a data source is read, while planning when it can be", async () => {
    workspace.configure(`
      resource "shelf_book" "a" { title = "One" }
      data "shelf_catalog" "now" { search = { word = "Nowhere" } }
      data "shelf_catalog" "later" {
        search = { word = shelf_book.a.title, whole = false }
        depends_on = [shelf_book.a]
      }
      output "now" { value = data.shelf_catalog.now.titles }
      output "later" { value = join(",", data.shelf_catalog.later.titles) }
    `);
    expect((await workspace.plan()).output).toMatch(/\+ later += \(known after apply\)\s+\+ now += \[\]/);
    expect((await workspace.apply()).output).toContain('later = "One"');
    expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
  });

  test("a data source that finds nothing says where to look", async () => {
    workspace.configure('data "shelf_catalog" "a" {\n shelf = "lost"\n}');
    const { code, words } = await workspace.plan();
    expect([code, words]).toEqual([1, expect.stringMatching(/No such shelf .* shelf = "lost" It is lost/)]);
  });

  test("functions are called, and an error points at the argument", async () => {
    workspace.configure(`
      output "mark" { value = provider::shelf::shelf_mark("a", { separator = "/", upper = true }, "b", "c") }
      output "tally" { value = provider::shelf::tally(["x", "y", "x"]) }
    `);
    const { output } = await workspace.plan();
    expect(output).toContain('mark  = "A/B/C"');
    expect(output).toMatch(/x = 2\s+\+ y = 1/);
    workspace.configure('output "mark" { value = provider::shelf::shelf_mark("a", null, "b", "") }');
    expect((await workspace.plan()).words).toContain(
      'Invalid value for "parts" parameter: must not be empty',
    );
  });

  test("an ephemeral resource is opened and closed, and its value is stored nowhere", async () => {
    workspace.configure(`
      ephemeral "shelf_loan" "key" { reader = "ann" }
      resource "shelf_book" "a" {
        title = "One"
        pin   = ephemeral.shelf_loan.key.key
      }
    `);
    await workspace.apply();
    expect(workspace.stored("shelf_book.a")).toMatchObject({ pin: null, pin_length: "key-of-ann".length });
    expect(readFileSync(join(workspace.api, "loans.log"), "utf8")).toMatch(
      /^opened for ann\n(renewed for ann\n)*closed for ann/,
    );
    expect(readFileSync(join(workspace.root, "terraform.tfstate"), "utf8")).not.toContain("key-of-ann");
  });
});

test("the schema made without terraform is the one terraform shows", async () => {
  workspace.configure("");
  const shown = JSON.parse((await workspace.succeed("providers", "schema", "-json")).stdout);
  const made = providerSchemaJson(shelf);
  const [[address, of] = []] = Object.entries<Record<string, unknown>>(shown.provider_schemas);
  // Terraform 1.12 and OpenTofu show the identities too.
  const { resource_identity_schemas, ...schemas } = of ?? {};
  // OpenTofu looks for the source in its own registry, and shows no function as deprecated.
  const isOpenTofu = address === "registry.opentofu.org/example/shelf";
  const { functions = {}, ...others } = made.provider_schemas[shelf.address] ?? {};
  const ours = { ...others, functions: isOpenTofu ? undeprecated(functions) : functions };
  expect({ ...shown, provider_schemas: { [String(address)]: schemas } }).toEqual({
    ...made,
    provider_schemas: { [isOpenTofu ? String(address) : shelf.address]: ours },
  });
});

function undeprecated(functions: Readonly<Record<string, { readonly deprecation_message?: string }>>) {
  const named = Object.entries(functions).map(([name, { deprecation_message, ...rest }]) => [name, rest]);
  return Object.fromEntries(named);
}
