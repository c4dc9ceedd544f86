/**
 * The real terraform with a provider in this process: how objects get into the state, and what is stored with
 * them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FULL, NOTHING_TO_DO, ServedShelf } from "../support/served-shelf";

jest.setTimeout(30_000);

let workspace: ServedShelf;
beforeEach(async () => {
  workspace = await ServedShelf.open();
});
afterEach(() => workspace.close());

describe("importing", () => {
  beforeEach(async () => {
    workspace.configure(FULL);
    await workspace.apply();
    await workspace.succeed("state", "rm", "shelf_book.a");
  });

  test("by the command, and the plan after it is empty", async () => {
    await workspace.succeed("import", "shelf_book.a", "title:One");
    expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
  });

  test("by a block, and the plan after it is empty", async () => {
    workspace.configure(`${FULL}\nimport {\n to = shelf_book.a\n id = "book-0"\n}`);
    expect((await workspace.apply()).output).toContain("1 imported, 0 added, 0 changed, 0 destroyed");
    expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
  });

  test("with a generated configuration, and the plan after it is empty", async () => {
    workspace.configure('import {\n to = shelf_book.a\n id = "book-0"\n}');
    const { output } = await workspace.plan("-generate-config-out=generated.tf");
    expect(output).toContain("1 to import, 0 to add, 0 to change, 0 to destroy");
    await workspace.apply();
    expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
  });

  test("an object that does not exist says so", async () => {
    const { code, words } = await workspace.terraform("import", "shelf_book.a", "book-77");
    expect(code).toBe(1);
    expect(words).toContain("Cannot import non-existent remote object");
  });
});

test("state of an older version is upgraded", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await workspace.apply();
  const file = join(workspace.root, "terraform.tfstate");
  const state = JSON.parse(readFileSync(file, "utf8"));
  const [instance] = state.resources[0].instances;
  const { title, ...rest } = instance.attributes;
  instance.schema_version = 0;
  instance.attributes = { ...rest, name: ` ${title} `, dropped: "x" };
  state.serial += 1;
  writeFileSync(file, JSON.stringify(state));
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
});

test("private data is stored with the object and kept from run to run", async () => {
  const kept = () => {
    const { resources } = JSON.parse(readFileSync(join(workspace.root, "terraform.tfstate"), "utf8"));
    return Buffer.from(resources[0].instances[0].private, "base64").toString();
  };
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await workspace.apply();
  expect(kept()).toBe('{"changes":0}');
  workspace.configure('resource "shelf_book" "a" { title = "Two" }');
  await workspace.apply();
  expect(kept()).toBe('{"changes":1}');
});

test("an object of another type moves here without a new object", async () => {
  workspace.configure('resource "shelf_book" "first" { title = "One" }');
  await workspace.apply();
  await workspace.succeed("state", "rm", "shelf_book.first");
  workspace.configure('resource "terraform_data" "old" { input = "book-0" }');
  await workspace.apply();
  workspace.configure(`
    resource "shelf_book" "new" { title = "One" }
    moved {
      from = terraform_data.old
      to   = shelf_book.new
    }
  `);
  const { code, output } = await workspace.plan();
  expect([code, output]).toEqual([
    2,
    expect.stringContaining("terraform_data.old has moved to shelf_book.new"),
  ]);
  expect((await workspace.apply()).output).toContain("0 added, 0 changed, 0 destroyed");
  expect(workspace.stored("shelf_book.new")?.id).toBe("book-0");
});
