/**
 * The real terraform with a provider in this process: the effect of changes to the configuration and the
 * object.
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

test("validate, plan, apply, an empty second plan, and destroy", async () => {
  workspace.configure(FULL);
  await workspace.succeed("init");
  expect((await workspace.succeed("validate")).output).toContain("The configuration is valid.");
  expect((await workspace.plan()).output).toContain("1 to add, 0 to change, 0 to destroy");
  await workspace.apply();
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
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
  expect(await workspace.plan("-refresh=false")).toMatchObject(NOTHING_TO_DO);
  expect((await workspace.destroy()).words).toContain("A book is thrown away");
  expect(workspace.book("book-0")).toBeUndefined();
});

test("drift is shown and repaired, in place", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await workspace.apply();
  workspace.changeBook("book-0", { title: "Scribbled over" });
  const drifted = await workspace.plan();
  expect(drifted.code).toBe(2);
  expect(drifted.output).toMatch(/title\s+= "Scribbled over" -> "One"/);
  expect(drifted.output).toContain("1 to change");
  await workspace.apply();
  expect(workspace.book("book-0")?.title).toBe("One");
});

test("a removed object gives a warning and is created again", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await workspace.apply();
  workspace.removeBook("book-0");
  const { output, words } = await workspace.plan();
  expect(words).toContain("Warning: Object is gone");
  expect(output).toContain("1 to add");
});

test("an update changes only the attributes that it must", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await workspace.apply();
  workspace.configure('resource "shelf_book" "a" { title = "Two" }');
  const { output } = await workspace.plan();
  expect(output).toMatch(/~ revision\s+= 1 -> \(known after apply\)/);
  expect(output).not.toMatch(/[~-] (isbn|id|loan_key|format|borrower) /);
  await workspace.apply();
  expect(workspace.stored("shelf_book.a")).toMatchObject({ id: "book-0", title: "Two", revision: 2 });
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
});

test("a change of a providerOnly value is shown alone, and the object is not changed", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await workspace.apply();
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n timeouts = { delete = "9m" }\n}');
  const { output } = await workspace.plan();
  expect(output).toMatch(/\+ timeouts\s+= \{\s+\+ delete = "9m"\s+\}/);
  expect(output).not.toMatch(/known after apply/);
  await workspace.apply();
  expect(workspace.stored("shelf_book.a")).toMatchObject({ revision: 1, timeouts: { delete: "9m" } });
  expect(workspace.book("book-0")).toMatchObject({ revision: 1, timeouts: null });
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
});

test("a replacement says which attribute forces it", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n shelf_mark = "A"\n}');
  await workspace.apply();
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n shelf_mark = "B"\n}');
  expect((await workspace.plan()).output).toMatch(/shelf_mark\s+= "A" -> "B" # forces replacement/);
  await workspace.apply();
  // The new object is created after the old one is deleted. So it gets the free id again, with a new
  // revision.
  expect(workspace.stored("shelf_book.a")).toMatchObject({ shelf_mark: "B", revision: 1 });
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
});

test("rotation in place makes only the rotated attribute unknown", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n loan_rotation = "1"\n}');
  await workspace.apply();
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n loan_rotation = "2"\n}');
  await workspace.apply();
  expect(workspace.stored("shelf_book.a")).toMatchObject({ id: "book-0", loan_key: "key-book-0-2" });
});

test("unknown values of other resources pass, and their promises are kept", async () => {
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
  expect((await workspace.plan()).output).toMatch(/\+ known = true/);
  await workspace.apply();
  expect(workspace.stored("shelf_book.b")).toMatchObject({
    title: "After book-0",
    notes: { ref: "isbn-of-book-0" },
    chapters: [{ heading: "isbn-of-book-0" }],
  });
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
});

test("a provider configured with an unknown value plans, and does not refresh", async () => {
  workspace.configure('resource "shelf_book" "a" { title = "One" }');
  await workspace.apply();
  const other = '\nresource "terraform_data" "where" { input = "x" }\n';
  workspace.configure(`resource "shelf_book" "a" { title = "One" }${other}`);
  const file = join(workspace.root, "main.tf");
  const text = readFileSync(file, "utf8").replace(
    /directory = .*/,
    `directory = "/tmp/\${terraform_data.where.id}"`,
  );
  writeFileSync(file, text);
  const { code, words } = await workspace.plan();
  expect(code).toBe(2);
  expect(words).toContain("Warning: Not refreshed");
});

test("a saved plan applies as planned", async () => {
  workspace.configure(FULL);
  await workspace.plan("-out=saved");
  await workspace.succeed("apply", "saved");
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
});

test("ten concurrent creates get ten ids", async () => {
  workspace.configure(`resource "shelf_book" "many" {\n count = 10\n title = "Number \${count.index}"\n}`);
  expect((await workspace.apply()).output).toContain("10 added");
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
});

test("two configurations of one provider do not affect each other", async () => {
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
  await workspace.apply();
  expect(workspace.book("book-0")?.title).toBe("Here");
  expect(JSON.parse(readFileSync(join(other, "book-0.json"), "utf8")).title).toBe("There");
  expect(await workspace.plan()).toMatchObject(NOTHING_TO_DO);
});
