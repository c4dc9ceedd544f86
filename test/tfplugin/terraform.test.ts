/** The real terraform against a provider that serves inside this process: what users of the framework rely on. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { providerSchemaJson, type ServedProvider, serveInProcess } from "../../src/tfplugin";
import { shelf } from "./support/shelf";
import { type Run, Workspace } from "./support/workspace";

jest.setTimeout(30_000);

let served: ServedProvider;
let workspace: Workspace;

beforeEach(async () => {
  served = await serveInProcess(shelf);
  workspace = new Workspace({ TF_REATTACH_PROVIDERS: served.reattach });
});
afterEach(async () => {
  await served.close();
  workspace.remove();
});

async function succeeds(...args: string[]): Promise<string> {
  const { code, output } = await workspace.terraform(...args);
  if (code !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${code}\n${output}`);
  return output;
}

const apply = (...args: string[]) => succeeds("apply", "-auto-approve", ...args);
const plan = (...args: string[]): Promise<Run> => workspace.terraform("plan", "-detailed-exitcode", ...args);
const NOTHING_TO_DO = { code: 0, output: expect.stringContaining("No changes.") };
const words = (text: string) => text.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ");

const FULL = `
  resource "shelf_book" "a" {
    title     = "One"
    tags      = ["b", "a"]
    authors   = ["x", "y"]
    notes     = { k = "v", "odd key" = "w" }
    pages     = 9007199254740993
    price     = 0.1
    abstract  = "About"
    publisher = { city = "Delft" }
    chapters  = [{ heading = "c1" }, { heading = "c2", length = 5 }]
    pin       = "1234"
    copies    = [{ place = "cellar" }, { place = "attic" }]
    dimensions = { height = 0.2, unit = null }
    timeouts  = { create = "1h30m" }
  }
`;

test("validate, plan, apply, an empty second plan, and destroy", async () => {
  workspace.configure(FULL);
  await succeeds("init");
  expect(await succeeds("validate")).toContain("The configuration is valid.");
  expect((await plan()).output).toContain("1 to add, 0 to change, 0 to destroy");
  await apply();
  expect(workspace.stored("shelf_book.a")).toMatchObject({
    id: "book-0",
    tags: ["a", "b"],
    price: 0.1,
    pin: null,
    pin_length: 4,
    publisher: { name: "unknown", city: "Delft", address: { country: "NL" } },
    copies: [{ place: "attic" }, { place: "cellar" }],
    dimensions: { height: 0.2, unit: null },
    timeouts: { create: "1h30m", update: null, delete: null },
    chapters: [
      { heading: "c1", length: 10, anchor: "chapter-0" },
      { heading: "c2", length: 5, anchor: "chapter-1" },
    ],
  });
  expect(readFileSync(join(workspace.root, "terraform.tfstate"), "utf8")).toContain("9007199254740993");
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
  expect(await plan("-refresh=false")).toMatchObject(NOTHING_TO_DO);
  expect(words(await succeeds("destroy", "-auto-approve"))).toContain("A book is thrown away");
  expect(workspace.book("book-0")).toBeUndefined();
});

test("drift is shown and repaired, in place", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await apply();
  workspace.changeBook("book-0", { title: "Scribbled over" });
  const drifted = await plan();
  expect(drifted.code).toBe(2);
  expect(drifted.output).toMatch(/title\s+= "Scribbled over" -> "One"/);
  expect(drifted.output).toContain("1 to change");
  await apply();
  expect(workspace.book("book-0")?.title).toBe("One");
});

test("an object that was removed is warned about and made again", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await apply();
  workspace.removeBook("book-0");
  const { output } = await plan();
  expect(words(output)).toContain("Warning: Object is gone");
  expect(output).toContain("1 to add");
});

test("an update touches what it has to and no more", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await apply();
  workspace.configure('resource "shelf_book" "a" { title = "Two" }');
  const { output } = await plan();
  expect(output).toMatch(/~ revision\s+= 1 -> \(known after apply\)/);
  expect(output).not.toMatch(/[~-] (isbn|id|loan_key|format|borrower) /);
  await apply();
  expect(workspace.stored("shelf_book.a")).toMatchObject({ id: "book-0", title: "Two", revision: 2 });
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
});

test("a change of what only the provider heeds shows alone, and the object is left alone", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await apply();
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n timeouts = { delete = "9m" }\n}');
  const { output } = await plan();
  expect(output).toMatch(/\+ timeouts\s+= \{\s+\+ delete = "9m"\s+\}/);
  expect(output).not.toMatch(/known after apply/);
  await apply();
  expect(workspace.stored("shelf_book.a")).toMatchObject({ revision: 1, timeouts: { delete: "9m" } });
  expect(workspace.book("book-0")).toMatchObject({ revision: 1, timeouts: null });
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
});

test("a replacement says which attribute forces it", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n shelf_mark = "A"\n}');
  await apply();
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n shelf_mark = "B"\n}');
  expect((await plan()).output).toMatch(/shelf_mark\s+= "A" -> "B" # forces replacement/);
  await apply();
  // The new object is made after the old one is gone, so it gets the free id again, with a fresh revision.
  expect(workspace.stored("shelf_book.a")).toMatchObject({ shelf_mark: "B", revision: 1 });
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
});

test("rotation in place opens exactly the rotated attribute", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n loan_rotation = "1"\n}');
  await apply();
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n loan_rotation = "2"\n}');
  await apply();
  expect(workspace.stored("shelf_book.a")).toMatchObject({ id: "book-0", loan_key: "key-book-0-2" });
});

test("values of other resources pass while they are unknown, and promises about them are kept", async () => {
  workspace.configure(`
    resource "shelf_book" "a" { title = "One" }
    resource "shelf_book" "b" {
      title    = "After \${shelf_book.a.id}"
      notes    = { ref = shelf_book.a.isbn }
      tags     = [shelf_book.a.id, "x"]
      chapters = [{ heading = shelf_book.a.isbn }]
      shelf_mark = shelf_book.a.id
    }
    resource "shelf_book" "c" {
      count = shelf_book.a.id != null ? 1 : 0
      title = "Counted while the id is unknown"
    }
    resource "shelf_book" "d" {
      count = startswith(shelf_book.a.isbn, "isbn-") ? 1 : 0
      title = "Counted while only the beginning of the isbn is known"
    }
    output "known" { value = startswith(shelf_book.b.title, "After ") }
  `);
  expect((await plan()).output).toMatch(/\+ known = true/);
  await apply();
  expect(workspace.stored("shelf_book.b")).toMatchObject({
    title: "After book-0",
    notes: { ref: "isbn-of-book-0" },
    chapters: [{ heading: "isbn-of-book-0" }],
  });
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
});

test("a provider configured with an unknown value plans, and does not refresh", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await apply();
  const other = '\nresource "terraform_data" "where" { input = "x" }\n';
  workspace.configure(`resource "shelf_book" "a" { title = "One" }${other}`);
  const file = join(workspace.root, "main.tf");
  const text = readFileSync(file, "utf8").replace(
    /directory = .*/,
    `directory = "/tmp/\${terraform_data.where.id}"`,
  );
  writeFileSync(file, text);
  const { code, output } = await plan();
  expect(code).toBe(2);
  expect(words(output)).toContain("Warning: Not refreshed");
});

test("secrets are not shown", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n pin = "hunter2"\n}');
  const shown = [
    await apply(),
    (await plan()).output,
    await succeeds("show"),
    await succeeds("destroy", "-auto-approve"),
  ];
  expect(shown.join()).not.toContain("key-book-0-1");
  expect(shown.join()).not.toContain("hunter2");
  expect(shown[2]).toMatch(/loan_key\s+= \(sensitive value\)/);
});

test("diagnostics show the attribute's own line", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n format = "clay"\n}');
  const { code, output } = await workspace.terraform("validate");
  expect(code).toBe(1);
  expect(words(output)).toMatch(/in resource "shelf_book" "a": \d+: format = "clay"/);
  expect(words(output)).toContain('must be one of "paper", "audio", "ebook", got "clay"');
});

test("a stray exception while creating is an error and the object is kept, to be replaced", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n behaviour = "throw"\n}');
  const { code, output } = await workspace.terraform("apply", "-auto-approve");
  expect(code).toBe(1);
  expect(words(output)).toContain("Could not create shelf_book");
  expect(words(output)).toContain("cannot read the shelf");
  expect(workspace.stored("shelf_book.a")?.id).toBe("book-0");
  expect(workspace.tainted("shelf_book.a")).toBe(true);
});

test("a create that takes longer than it may is given up, says so, and the object is kept", async () => {
  workspace.configure(`resource "shelf_book" "a" {
    title     = "One"
    behaviour = "hang"
    timeouts  = { create = "50ms" }
  }`);
  const { code, output } = await workspace.terraform("apply", "-auto-approve");
  expect(code).toBe(1);
  expect(words(output)).toContain("Timed out");
  expect(words(output)).toContain("took longer than 50ms and was given up");
  expect(words(output)).toMatch(/timeouts = \{ create = "50ms" \}/);
  expect(workspace.stored("shelf_book.a")?.id).toBe("book-0");
});

test("a result that differs from the plan names the attribute, and the object is kept", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n behaviour = "other-title"\n}');
  const { output } = await workspace.terraform("apply", "-auto-approve");
  expect(words(output)).toContain("attribute title differs from what was planned");
  expect(output).not.toContain("Provider produced inconsistent result");
  expect(workspace.stored("shelf_book.a")).toMatchObject({ id: "book-0", title: "Another" });
});

test("a saved plan applies as planned", async () => {
  workspace.configure(FULL);
  await plan("-out=saved");
  await succeeds("apply", "saved");
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
});

describe("importing", () => {
  beforeEach(async () => {
    workspace.configure(FULL);
    await apply();
    await succeeds("state", "rm", "shelf_book.a");
  });

  test("by the command, and the plan after it is empty", async () => {
    await succeeds("import", "shelf_book.a", "title:One");
    expect(await plan()).toMatchObject(NOTHING_TO_DO);
  });

  test("by a block, and the plan after it is empty", async () => {
    workspace.configure(`${FULL}\nimport {\n to = shelf_book.a\n id = "book-0"\n}`);
    expect(await apply()).toContain("1 imported, 0 added, 0 changed, 0 destroyed");
    expect(await plan()).toMatchObject(NOTHING_TO_DO);
  });

  test("with a generated configuration, and the plan after it is empty", async () => {
    workspace.configure('import {\n to = shelf_book.a\n id = "book-0"\n}');
    const { output } = await plan("-generate-config-out=generated.tf");
    expect(output).toContain("1 to import, 0 to add, 0 to change, 0 to destroy");
    await apply();
    expect(await plan()).toMatchObject(NOTHING_TO_DO);
  });

  test("an object that does not exist says so", async () => {
    const { code, output } = await workspace.terraform("import", "shelf_book.a", "book-77");
    expect(code).toBe(1);
    expect(words(output)).toContain("Cannot import non-existent remote object");
  });
});

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
    expect((await plan()).output).toMatch(/\+ later += \(known after apply\)\s+\+ now += \[\]/);
    expect(await apply()).toContain('later = "One"');
    expect(await plan()).toMatchObject(NOTHING_TO_DO);
  });

  test("a data source that finds nothing says where to look", async () => {
    workspace.configure('data "shelf_catalog" "a" {\n shelf = "lost"\n}');
    const { code, output } = await plan();
    expect([code, words(output)]).toEqual([
      1,
      expect.stringMatching(/No such shelf .* shelf = "lost" It is lost/),
    ]);
  });

  test("functions are called, and an error points at the argument", async () => {
    workspace.configure(`
      output "mark" { value = provider::shelf::shelf_mark("a", { separator = "/", upper = true }, "b", "c") }
      output "tally" { value = provider::shelf::tally(["x", "y", "x"]) }
    `);
    const { output } = await plan();
    expect(output).toContain('mark  = "A/B/C"');
    expect(output).toMatch(/x = 2\s+\+ y = 1/);
    workspace.configure('output "mark" { value = provider::shelf::shelf_mark("a", null, "b", "") }');
    expect(words((await plan()).output)).toContain('Invalid value for "parts" parameter: must not be empty');
  });

  test("an ephemeral resource is opened and closed, and its value is stored nowhere", async () => {
    workspace.configure(`
      ephemeral "shelf_loan" "key" { reader = "ann" }
      resource "shelf_book" "a" {
        title = "One"
        pin   = ephemeral.shelf_loan.key.key
      }
    `);
    await apply();
    expect(workspace.stored("shelf_book.a")).toMatchObject({ pin: null, pin_length: "key-of-ann".length });
    expect(readFileSync(join(workspace.api, "loans.log"), "utf8")).toMatch(
      /^opened for ann\n(renewed for ann\n)*closed for ann/,
    );
    expect(readFileSync(join(workspace.root, "terraform.tfstate"), "utf8")).not.toContain("key-of-ann");
  });
});

test("state of an older version is upgraded on the way", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await apply();
  const file = join(workspace.root, "terraform.tfstate");
  const state = JSON.parse(readFileSync(file, "utf8"));
  const [instance] = state.resources[0].instances;
  const { title, ...rest } = instance.attributes;
  instance.schema_version = 0;
  instance.attributes = { ...rest, name: ` ${title} `, dropped: "x" };
  state.serial += 1;
  writeFileSync(file, JSON.stringify(state));
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
});

test("private data is stored with the object and carried from run to run", async () => {
  const kept = () => {
    const { resources } = JSON.parse(readFileSync(join(workspace.root, "terraform.tfstate"), "utf8"));
    return Buffer.from(resources[0].instances[0].private, "base64").toString();
  };
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await apply();
  expect(kept()).toBe('{"changes":0}');
  workspace.configure('resource "shelf_book" "a" { title = "Two" }');
  await apply();
  expect(kept()).toBe('{"changes":1}');
});

test("an object of another type moves here, without being made anew", async () => {
  workspace.configure('resource "shelf_book" "first" { title = "One" }');
  await apply();
  await succeeds("state", "rm", "shelf_book.first");
  workspace.configure('resource "terraform_data" "old" { input = "book-0" }');
  await apply();
  workspace.configure(`
    resource "shelf_book" "new" { title = "One" }
    moved {
      from = terraform_data.old
      to   = shelf_book.new
    }
  `);
  const { code, output } = await plan();
  expect([code, output]).toEqual([
    2,
    expect.stringContaining("terraform_data.old has moved to shelf_book.new"),
  ]);
  expect(await apply()).toContain("0 added, 0 changed, 0 destroyed");
  expect(workspace.stored("shelf_book.new")?.id).toBe("book-0");
});

test("ten objects at once get ten ids", async () => {
  workspace.configure(`resource "shelf_book" "many" {\n count = 10\n title = "Number \${count.index}"\n}`);
  expect(await apply()).toContain("10 added");
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
});

test("two configurations of one provider do not get in each other's way", async () => {
  const other = join(workspace.root, "other");
  workspace.configure(`
    provider "shelf" {
      alias     = "other"
      directory = ${JSON.stringify(other)}
    }
    resource "shelf_book" "here" { title = "Here" }
    resource "shelf_book" "there" {
      provider = shelf.other
      title    = "There"
    }
  `);
  await apply();
  expect(workspace.book("book-0")?.title).toBe("Here");
  expect(JSON.parse(readFileSync(join(other, "book-0.json"), "utf8")).title).toBe("There");
  expect(await plan()).toMatchObject(NOTHING_TO_DO);
});

test("the schema made without terraform is the one terraform shows", async () => {
  workspace.configure("");
  const shown = JSON.parse(await succeeds("providers", "schema", "-json"));
  expect(providerSchemaJson(shelf)).toEqual(shown);
});
