/** The real terraform with a provider in this process: what users read, and what they must not read. */

import { ServedShelf } from "../support/served-shelf";

jest.setTimeout(30_000);

let workspace: ServedShelf;
beforeEach(async () => {
  workspace = await ServedShelf.open();
});
afterEach(() => workspace.close());

test("secrets are not shown", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n pin = "hunter2"\n}');
  const shown = [
    (await workspace.apply()).output,
    (await workspace.plan()).output,
    (await workspace.succeed("show")).output,
    (await workspace.destroy()).output,
  ];
  expect(shown.join()).not.toContain("key-book-0-1");
  expect(shown.join()).not.toContain("hunter2");
  expect(shown[2]).toMatch(/loan_key\s+= \(sensitive value\)/);
});

test("diagnostics show the attribute's own line", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n format = "clay"\n}');
  const { code, words } = await workspace.terraform("validate");
  expect(code).toBe(1);
  expect(words).toMatch(/in resource "shelf_book" "a": \d+: format = "clay"/);
  expect(words).toContain('must be one of "paper", "audio", "ebook", got "clay"');
});

test("an exception in a create is an error, and the object is kept for replacement", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n behaviour = "throw"\n}');
  const { code, words } = await workspace.terraform("apply", "-auto-approve");
  expect(code).toBe(1);
  expect(words).toContain("Could not create shelf_book");
  expect(words).toContain("cannot read the shelf");
  expect(workspace.stored("shelf_book.a")?.id).toBe("book-0");
  expect(workspace.tainted("shelf_book.a")).toBe(true);
});

test("a create beyond its timeout ends with an error, and the object is kept", async () => {
  workspace.configure(`resource "shelf_book" "a" {
    title     = "One"
    behaviour = "hang"
    timeouts  = { create = "50ms" }
  }`);
  const { code, words } = await workspace.terraform("apply", "-auto-approve");
  expect(code).toBe(1);
  expect(words).toContain("Timed out");
  expect(words).toContain("took longer than 50ms and was given up");
  expect(words).toMatch(/timeouts = \{ create = "50ms" \}/);
  expect(workspace.stored("shelf_book.a")?.id).toBe("book-0");
});

test("a result that differs from the plan names the attribute, and the object is kept", async () => {
  workspace.configure('resource "shelf_book" "a" {\n title = "One"\n behaviour = "other-title"\n}');
  const { output, words } = await workspace.terraform("apply", "-auto-approve");
  expect(words).toContain("attribute title differs from what was planned");
  expect(output).not.toContain("Provider produced inconsistent result");
  expect(workspace.stored("shelf_book.a")).toMatchObject({ id: "book-0", title: "Another" });
});
