/** Contract checklist, lines 33 to 36 and 40: what a provider has beside plain resources, and moves. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createDriver, createHandlers, type ObjectValue, UNKNOWN } from "../../src/tfplugin";
import { shelf } from "../tfplugin/support/shelf";
import type { Workspace } from "../tfplugin/support/workspace";
import { withBooks } from "./support/books";

jest.setTimeout(60_000);

async function succeeds(books: Workspace, ...args: string[]): Promise<string> {
  return (await books.succeed(...args)).words;
}

const loans = (books: Workspace) => {
  const file = join(books.api, "loans.log");
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
};

describe("33 the identity of an object", () => {
  test("33 is wholly known, as its schema says, stable, and there after the read of an older state", async () => {
    await withBooks(async (books) => {
      const driver = createDriver(shelf);
      await driver.configure({ directory: books.api });
      const made = await driver.apply("shelf_book", { title: "One" });
      const renamed = await driver.apply("shelf_book", { title: "Two" }, made.state as ObjectValue);
      const read = await driver.read("shelf_book", renamed.state as ObjectValue);
      const { identitySchemas } = await createHandlers(shelf).GetResourceIdentitySchemas({});
      const names = identitySchemas.shelf_book?.identityAttributes.map(({ name }) => name) ?? [];
      expect(Object.keys(made.identity ?? {}).sort()).toEqual([...names].sort());
      expect(Object.values(made.identity ?? {})).not.toContain(UNKNOWN);
      expect([renamed.identity, read.identity]).toEqual([made.identity, made.identity]);
    });
  });
});

const LOAN = 'ephemeral "shelf_loan" "key" {\n reader = "ann"\n}\n';
const BORROWED = `${LOAN}resource "shelf_book" "a" {\n title = "One"\n pin = ephemeral.shelf_loan.key.key\n}`;

describe("an ephemeral resource", () => {
  test("34 keeps what is configured, and only invents what is computed", async () => {
    await withBooks(async (books) => {
      const driver = createDriver(shelf);
      await driver.configure({ directory: books.api });
      const { result, diagnostics } = await driver.open("shelf_loan", { reader: "ann" });
      expect(diagnostics).toEqual([]);
      expect(result).toEqual({ reader: "ann", minutes: 5, key: "key-of-ann" });
    });
  });

  test("34 is taken by terraform, and its value is in no plan and no state", async () => {
    await withBooks(async (books) => {
      books.configure(BORROWED);
      const output = await succeeds(books, "apply", "-auto-approve");
      expect(output).not.toContain("Provider produced invalid ephemeral resource instance");
      expect(books.stored("shelf_book.a")).toMatchObject({ pin: null, pin_length: "key-of-ann".length });
      expect(readFileSync(join(books.root, "terraform.tfstate"), "utf8")).not.toContain("key-of-ann");
    });
  });

  test("35 is not opened while its configuration is unknown, and changes nothing at plan", async () => {
    await withBooks(async (books) => {
      books.configure(
        `resource "shelf_book" "a" { title = "One" }
        ephemeral "shelf_loan" "key" { reader = shelf_book.a.id }
        resource "shelf_book" "b" {
          title = "Two"
          pin   = ephemeral.shelf_loan.key.key
        }`,
      );
      await succeeds(books, "plan");
      expect([loans(books), books.book("book-0")]).toEqual([[], undefined]);
      await succeeds(books, "apply", "-auto-approve");
      expect(loans(books)[0]).toBe("opened for book-0");
    });
  });

  test("35 is renewed in time and closed each time it was opened", async () => {
    await withBooks(async (books) => {
      books.configure(BORROWED);
      await succeeds(books, "apply", "-auto-approve");
      const opened = loans(books).filter((line) => line.startsWith("opened"));
      const closed = loans(books).filter((line) => line.startsWith("closed"));
      expect([opened.length > 0, closed.length]).toEqual([true, opened.length]);
      expect(loans(books).some((line) => line.startsWith("renewed"))).toBe(true);
    });
  });
});

describe("a data source", () => {
  test("36 is never null and wholly known, writes nothing, and says the same twice", async () => {
    await withBooks(async (books) => {
      books.configure(
        'resource "shelf_book" "a" { title = "One" }\ndata "shelf_catalog" "all" { depends_on = [shelf_book.a] }',
      );
      await succeeds(books, "apply", "-auto-approve");
      const before = books.book("book-0");
      const driver = createDriver(shelf);
      await driver.configure({ directory: books.api });
      const first = await driver.readData("shelf_catalog", {});
      const second = await driver.readData("shelf_catalog", {});
      expect(first.diagnostics).toEqual([]);
      expect(first.state).toMatchObject({ format: "paper", titles: ["One"], shelf: "main" });
      expect(second.state).toEqual(first.state);
      expect(books.book("book-0")).toEqual(before);
      const { code } = await books.terraform("plan", "-detailed-exitcode");
      expect(code).toBe(0);
    });
  });
});

test("40 an object of another type moves here without being made anew", async () => {
  await withBooks(async (books) => {
    books.configure('resource "shelf_book" "first" { title = "One" }');
    await succeeds(books, "apply", "-auto-approve");
    await succeeds(books, "state", "rm", "shelf_book.first");
    books.configure('resource "terraform_data" "old" { input = "book-0" }');
    await succeeds(books, "apply", "-auto-approve");
    books.configure(
      'resource "shelf_book" "new" { title = "One" }\n' +
        "moved {\n from = terraform_data.old\n to = shelf_book.new\n}",
    );
    const output = await succeeds(books, "apply", "-auto-approve");
    expect(output).toContain("0 added, 0 changed, 0 destroyed");
    expect(books.stored("shelf_book.new")).toMatchObject({ id: "book-0", title: "One" });
  });
});
