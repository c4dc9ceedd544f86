import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDriver, type Driver, defineProvider, UNKNOWN } from "../../../src/tfplugin";
import { BOOK, created, openShelf } from "../support/open-shelf";
import { book, shelf } from "../support/shelf";
import { told } from "../support/told";

let directory: string;
let driver: Driver;
beforeEach(async () => {
  ({ directory, driver } = await openShelf());
});

describe("reading", () => {
  test("reports drift", async () => {
    const state = await created(driver, { title: "a" });
    const file = join(directory, "book-0.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"title":"a"', '"title":"renamed"'));
    expect((await driver.read(BOOK, state)).state).toEqual({ ...state, title: "renamed" });
  });

  test("an object that is gone leaves the state with a warning", async () => {
    const state = await created(driver, { title: "a" });
    rmSync(join(directory, "book-0.json"));
    const read = await driver.read(BOOK, state);
    expect([read.state, told(read)]).toEqual([null, ["warning: Object is gone"]]);
    expect(read.diagnostics[0]?.detail).toContain("The shelf_book book-0 no longer exists");
  });

  test("a failure never removes anything", async () => {
    const state = await created(driver, { title: "a", behaviour: "read-throws" });
    writeFileSync(join(directory, "broken"), "");
    const read = await driver.read(BOOK, state);
    expect([read.state, told(read)]).toEqual([state, ["error: The shelf is closed"]]);
  });

  test("an object that does not fit the schema never replaces the state", async () => {
    const state = await created(driver, { title: "a" });
    writeFileSync(join(directory, "book-0.json"), JSON.stringify({ ...state, revision: "one" }));
    const read = await driver.read(BOOK, state);
    expect([read.state, told(read)]).toEqual([state, ["error: Unexpected object read"]]);
  });

  test("while the provider's configuration is unknown, the state is taken as stored", async () => {
    const state = await created(driver, { title: "a" });
    const unconfigured = createDriver(shelf);
    expect(await unconfigured.configure({ directory: UNKNOWN })).toEqual({ diagnostics: [] });
    const read = await unconfigured.read(BOOK, state);
    expect([read.state, told(read)]).toEqual([state, ["warning: Not refreshed"]]);
  });
});

describe("importing", () => {
  test.each([["book-0"], ["title:Found"]])("by %s gives the state that was there", async (id) => {
    const state = await created(driver, { title: "Found", tags: ["a"] });
    const imported = await driver.import(BOOK, id);
    expect([imported.state, imported.diagnostics]).toEqual([state, []]);
    expect((await driver.plan(BOOK, { title: "Found", tags: ["a"] }, state)).planned).toEqual(state);
  });

  test("what does not exist is an error", async () => {
    const imported = await driver.import(BOOK, "title:Lost");
    expect([imported.state, told(imported)]).toEqual([null, ["error: No such book"]]);
  });

  test("a value that does not fit the schema is an error that names it", async () => {
    const wrong = { ...book, import: () => ({ id: 7 }) };
    const provider = defineProvider({ ...shelf, resources: { shelf_book: wrong as unknown as typeof book } });
    const importing = createDriver(provider);
    await importing.configure({ directory });
    const { state, diagnostics } = await importing.import(BOOK, "x");
    expect([state, diagnostics]).toEqual([
      null,
      [expect.objectContaining({ severity: "error", path: ["id"] })],
    ]);
  });

  test("a resource without import says so", async () => {
    const provider = defineProvider({ ...shelf, resources: { shelf_book: { ...book, import: undefined } } });
    expect(told(await createDriver(provider).import(BOOK, "x"))).toEqual(["error: Import not supported"]);
  });
});
