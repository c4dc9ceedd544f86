import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createDriver, createHandlers, type Driver, defineProvider } from "../../../src/tfplugin";
import { driverOf } from "../support/note";
import { BOOK, created, openShelf } from "../support/open-shelf";
import { book, shelf } from "../support/shelf";
import { told } from "../support/told";

let directory: string;
let driver: Driver;
beforeEach(async () => {
  ({ directory, driver } = await openShelf());
});

describe("planning", () => {
  test("the plan hook makes only the values unknown that it chooses", async () => {
    const state = await created(driver, { title: "a", loan_rotation: "1" });
    const { planned } = await driver.plan(BOOK, { title: "a", loan_rotation: "2" }, state);
    expect(planned).toMatchObject({ isbn: state.isbn, id: state.id, borrower: null });
    expect(String(planned?.loan_key)).toBe("(known after apply)");
  });

  test("a changed attribute that needs a new object is named", async () => {
    const state = await created(driver, { title: "a", shelf_mark: "A1" });
    expect((await driver.plan(BOOK, { title: "a", shelf_mark: "B2" }, state)).requiresReplace).toEqual([
      "shelf_mark",
    ]);
    expect((await driver.plan(BOOK, { title: "b", shelf_mark: "A1" }, state)).requiresReplace).toEqual([]);
  });

  test("a destroy also calls warn, and is planned as null", async () => {
    const plan = await driver.plan(BOOK, null, await created(driver, { title: "a" }));
    expect([plan.planned, told(plan)]).toEqual([null, ["warning: A book is thrown away"]]);
  });

  test("a warn hook that fails gives a warning and does not change the plan", async () => {
    const plan = await driver.plan(BOOK, { title: "a", behaviour: "warn-throws" });
    expect(plan.planned?.title).toBe("a");
    expect(plan.diagnostics).toMatchObject([{ severity: "warning", detail: "the look-ahead broke" }]);
  });

  test("warn is called too when the provider is not configured, without a context", async () => {
    const seen: unknown[] = [];
    const unconfigured = await driverOf(
      { warn: ({ context, plan }) => void seen.push(context, plan?.text) },
      null,
    );
    await unconfigured.plan("b_note", { text: "a" });
    expect(seen).toEqual([null, "a"]);
  });

  test("terraform is asked to announce destroys only when a resource has a warn hook", async () => {
    const quiet = defineProvider({ ...shelf, resources: { shelf_book: { ...book, warn: undefined } } });
    const capability = async (provider: typeof shelf) =>
      (await createHandlers(provider).GetProviderSchema({})).serverCapabilities?.planDestroy;
    expect([await capability(shelf), await capability(quiet)]).toEqual([true, false]);
  });
});

describe("applying", () => {
  test("creates, and a second plan changes nothing", async () => {
    const config = {
      title: "a",
      tags: ["y", "x"],
      pages: 9007199254740993n,
      price: 0.1,
      abstract: "About",
      chapters: [{ heading: "One" }],
      pin: "1234",
    };
    const state = await created(driver, config);
    expect(state).toMatchObject({
      id: "book-0",
      pages: 9007199254740993n,
      abstract: "About",
      pin: null,
      pin_length: 4,
      publisher: { name: "unknown", city: null, address: { country: "NL" } },
    });
    const again = await driver.read(BOOK, state);
    expect([again.state, again.diagnostics]).toEqual([state, []]);
    expect((await driver.plan(BOOK, config, state)).planned).toEqual(state);
  });

  test("updates in place", async () => {
    const state = await created(driver, { title: "a" });
    const { state: updated } = await driver.apply(BOOK, { title: "b" }, state);
    expect(updated).toEqual({ ...state, title: "b", revision: 2 });
  });

  test("a failed create keeps what was saved before, with the planned values", async () => {
    const { state, diagnostics } = await driver.apply(BOOK, { title: "a", behaviour: "throw" });
    expect(state).toMatchObject({ id: "book-0", title: "a", format: "paper", isbn: null, revision: null });
    expect(diagnostics).toMatchObject([
      { severity: "error", summary: "Could not create shelf_book", detail: "cannot read the shelf" },
    ]);
  });

  test("a created object is kept even when the handler reports an error", async () => {
    const result = await driver.apply(BOOK, { title: "a", behaviour: "report" });
    expect([result.state?.isbn, told(result)]).toEqual(["isbn-of-book-0", ["error: Reported, not thrown"]]);
  });

  test("an object that differs from the plan is stored, and an error names the attribute", async () => {
    const { state, diagnostics } = await driver.apply(BOOK, { title: "a", behaviour: "other-title" });
    expect(state?.title).toBe("Another");
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["title"] }]);
  });

  test("a failed update keeps the prior state", async () => {
    const state = await created(driver, { title: "a" });
    const result = await driver.apply(BOOK, { title: "b", behaviour: "throw" }, state);
    expect([result.state, told(result)]).toEqual([state, ["error: Could not update shelf_book"]]);
  });

  test("a deleted object is gone, one that could not be deleted is not", async () => {
    const state = await created(driver, { title: "a" });
    expect((await driver.apply(BOOK, null, state)).state).toBeNull();
    expect(readdirSync(directory)).toEqual([]);

    const stays = await created(driver, { title: "b", behaviour: "keep" });
    const { state: kept, diagnostics } = await driver.apply(BOOK, null, stays);
    expect(kept).toEqual(stays);
    expect(diagnostics.at(-1)).toEqual({
      severity: "error",
      summary: "Not for sale",
      detail: "This book stays.",
      path: ["title"],
    });
  });

  test("stopping aborts running handlers and keeps what they created", async () => {
    const running = driver.apply(BOOK, { title: "a", behaviour: "hang" });
    while (!existsSync(join(directory, "book-0.json"))) await new Promise(setImmediate);
    await driver.stop();
    const { state, diagnostics } = await running;
    expect(state?.id).toBe("book-0");
    expect(diagnostics).toMatchObject([{ severity: "error", detail: "Terraform was interrupted" }]);
  });

  test("without a configured provider nothing is applied, and the message says what to do", async () => {
    const { state, diagnostics } = await createDriver(shelf).apply(BOOK, { title: "a" });
    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ summary: "Provider not configured" }]);
  });
});

test("a plan hook can say that a change needs a new object", async () => {
  const planning = await driverOf({
    plan: ({ prior, plan, requireReplace }) => {
      if (prior !== null && plan.size !== prior.size) requireReplace("size");
      return plan;
    },
  });
  const prior = { id: "n1", text: "a", size: 1 };
  expect((await planning.plan("b_note", { text: "a", size: 2 }, prior)).requiresReplace).toEqual(["size"]);
  expect((await planning.plan("b_note", { text: "b", size: 1 }, prior)).requiresReplace).toEqual([]);
  expect((await planning.plan("b_note", { text: "b", size: 1 })).requiresReplace).toEqual([]);
  expect(told(await planning.plan("b_note", { text: "b", size: 1 }))).toEqual([]);
});
