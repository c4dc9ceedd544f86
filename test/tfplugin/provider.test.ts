import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  computed,
  createDriver,
  createHandlers,
  DiagnosticError,
  type Driver,
  defineProvider,
  defineResource,
  defineSchema,
  each,
  integer,
  lengthBetween,
  notBlank,
  optional,
  required,
  sizeBetween,
  UNKNOWN,
} from "../../src/tfplugin";
import { writeObject } from "../../src/tfplugin/handlers/dynamic";
import type { ObjectValue } from "../../src/tfplugin/value/type";
import { book, shelf } from "./support/shelf";
import { told } from "./support/told";

const BOOK = "shelf_book";
let directory: string;
let driver: Driver;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "shelf-"));
  driver = createDriver(shelf);
  await driver.configure({ directory });
});
afterEach(() => rmSync(directory, { recursive: true }));

async function created(config: Record<string, unknown>): Promise<ObjectValue> {
  const { state, diagnostics } = await driver.apply(BOOK, config);
  expect(diagnostics).toEqual([]);
  if (state === null) throw new Error("nothing was created");
  return state;
}

describe("validating", () => {
  test("a broken rule is an error that names the attribute, the value and what is allowed", async () => {
    expect(await driver.validate(BOOK, { title: "a", format: "clay" })).toEqual({
      diagnostics: [
        {
          severity: "error",
          summary: "Invalid attribute value",
          detail: 'Attribute format must be one of "paper", "audio", "ebook", got "clay".',
          path: ["format"],
        },
      ],
    });
  });

  test("a rule deep inside points at the top-level attribute and says the rest in words", async () => {
    const { diagnostics } = await driver.validate(BOOK, { title: "a", chapters: [{ heading: "" }] });
    expect(diagnostics).toMatchObject([
      { path: ["chapters"], detail: 'Attribute chapters[0].heading must be not blank, got "".' },
    ]);
  });

  test("a resource's own rule with a deep path does so too", async () => {
    const { diagnostics } = await driver.validate(BOOK, { title: "a", publisher: { city: "Atlantis" } });
    expect(diagnostics).toMatchObject([
      { path: ["publisher"], summary: "No such city", detail: "Attribute publisher.city: It sank." },
    ]);
  });

  test("unknown values pass every rule", async () => {
    const config = {
      title: UNKNOWN,
      format: "audio",
      pages: UNKNOWN,
      chapters: UNKNOWN,
      publisher: { city: UNKNOWN },
    };
    expect(await driver.validate(BOOK, config)).toEqual({ diagnostics: [] });
  });

  test("a secret is never quoted", async () => {
    const { diagnostics } = await driver.validateProvider({ directory: "/x", password: "  " });
    expect(diagnostics[0]?.detail).toBe("Attribute password must be not blank.");
  });

  test("a null inside a collection is refused", async () => {
    const handlers = createHandlers(shelf);
    const config = writeObject(book.schema.type, { title: "a", tags: ["x", null], notes: { k: null } });
    const { diagnostics } = await handlers.ValidateResourceConfig({ typeName: BOOK, config });
    expect(diagnostics.map(({ detail }) => detail)).toEqual([
      "Attribute tags[1] must not be null. Leave the element out instead.",
      "Attribute notes.k must not be null. Leave the element out instead.",
    ]);
  });

  test("a write-only value is refused for a terraform that would store it", async () => {
    const handlers = createHandlers(shelf);
    const config = writeObject(book.schema.type, { title: "a", pin: "1234" });
    const { diagnostics } = await handlers.ValidateResourceConfig({ typeName: BOOK, config });
    expect(diagnostics.map(({ summary }) => summary)).toEqual(["Write-only attribute not supported"]);
    expect(await driver.validate(BOOK, { title: "a", pin: "1234" })).toEqual({ diagnostics: [] });
  });

  test("a resource type the provider does not have is an error", async () => {
    const { diagnostics } = await createHandlers(shelf).ValidateResourceConfig({ typeName: "shelf_lamp" });
    expect(diagnostics[0]?.detail).toContain('"shelf_lamp"');
  });
});

describe("planning", () => {
  test("the plan hook opens what it wants, and nothing else", async () => {
    const state = await created({ title: "a", loan_rotation: "1" });
    const { planned } = await driver.plan(BOOK, { title: "a", loan_rotation: "2" }, state);
    expect(planned).toMatchObject({ isbn: state.isbn, id: state.id, borrower: null });
    expect(String(planned?.loan_key)).toBe("(known after apply)");
  });

  test("a changed attribute that needs a new object is named", async () => {
    const state = await created({ title: "a", shelf_mark: "A1" });
    expect((await driver.plan(BOOK, { title: "a", shelf_mark: "B2" }, state)).requiresReplace).toEqual([
      "shelf_mark",
    ]);
    expect((await driver.plan(BOOK, { title: "b", shelf_mark: "A1" }, state)).requiresReplace).toEqual([]);
  });

  test("a destroy is looked at too, and planned as nothing", async () => {
    const plan = await driver.plan(BOOK, null, await created({ title: "a" }));
    expect([plan.planned, told(plan)]).toEqual([null, ["warning: A book is thrown away"]]);
  });

  test("a look-ahead that fails is a warning and leaves the plan as it is", async () => {
    const plan = await driver.plan(BOOK, { title: "a", behaviour: "warn-throws" });
    expect(plan.planned?.title).toBe("a");
    expect(plan.diagnostics).toMatchObject([{ severity: "warning", detail: "the look-ahead broke" }]);
  });

  test("terraform is asked to announce destroys only when somebody listens", async () => {
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
    const state = await created(config);
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
    const state = await created({ title: "a" });
    const { state: updated } = await driver.apply(BOOK, { title: "b" }, state);
    expect(updated).toEqual({ ...state, title: "b", revision: 2 });
  });

  test("what was saved before a create failed is kept, with what was planned for it", async () => {
    const { state, diagnostics } = await driver.apply(BOOK, { title: "a", behaviour: "throw" });
    expect(state).toMatchObject({ id: "book-0", title: "a", format: "paper", isbn: null, revision: null });
    expect(diagnostics).toMatchObject([
      { severity: "error", summary: "Could not create shelf_book", detail: "cannot read the shelf" },
    ]);
  });

  test("an object that was made is kept although an error was reported", async () => {
    const result = await driver.apply(BOOK, { title: "a", behaviour: "report" });
    expect([result.state?.isbn, told(result)]).toEqual(["isbn-of-book-0", ["error: Reported, not thrown"]]);
  });

  test("an object that differs from the plan is told as it is, with an error that names the attribute", async () => {
    const { state, diagnostics } = await driver.apply(BOOK, { title: "a", behaviour: "other-title" });
    expect(state?.title).toBe("Another");
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["title"] }]);
  });

  test("a failed update keeps the prior state", async () => {
    const state = await created({ title: "a" });
    const result = await driver.apply(BOOK, { title: "b", behaviour: "throw" }, state);
    expect([result.state, told(result)]).toEqual([state, ["error: Could not update shelf_book"]]);
  });

  test("a deleted object is gone, one that could not be deleted is not", async () => {
    const state = await created({ title: "a" });
    expect((await driver.apply(BOOK, null, state)).state).toBeNull();
    expect(readdirSync(directory)).toEqual([]);

    const stays = await created({ title: "b", behaviour: "keep" });
    const { state: kept, diagnostics } = await driver.apply(BOOK, null, stays);
    expect(kept).toEqual(stays);
    expect(diagnostics.at(-1)).toEqual({
      severity: "error",
      summary: "Not for sale",
      detail: "This book stays.",
      path: ["title"],
    });
  });

  test("stopping aborts what is under way and keeps what was made", async () => {
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

describe("reading", () => {
  test("reports drift", async () => {
    const state = await created({ title: "a" });
    const file = join(directory, "book-0.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"title":"a"', '"title":"renamed"'));
    expect((await driver.read(BOOK, state)).state).toEqual({ ...state, title: "renamed" });
  });

  test("an object that is gone leaves the state with a warning", async () => {
    const state = await created({ title: "a" });
    rmSync(join(directory, "book-0.json"));
    const read = await driver.read(BOOK, state);
    expect([read.state, told(read)]).toEqual([null, ["warning: Object is gone"]]);
  });

  test("a failure never removes anything", async () => {
    const state = await created({ title: "a", behaviour: "read-throws" });
    writeFileSync(join(directory, "broken"), "");
    const read = await driver.read(BOOK, state);
    expect([read.state, told(read)]).toEqual([state, ["error: The shelf is closed"]]);
  });

  test("an object that does not fit the schema never replaces the state", async () => {
    const state = await created({ title: "a" });
    writeFileSync(join(directory, "book-0.json"), JSON.stringify({ ...state, revision: "one" }));
    const read = await driver.read(BOOK, state);
    expect([read.state, told(read)]).toEqual([state, ["error: Unexpected object read"]]);
  });

  test("while the provider's configuration is unknown, the state is taken as stored", async () => {
    const state = await created({ title: "a" });
    const unconfigured = createDriver(shelf);
    expect(await unconfigured.configure({ directory: UNKNOWN })).toEqual({ diagnostics: [] });
    const read = await unconfigured.read(BOOK, state);
    expect([read.state, told(read)]).toEqual([state, ["warning: Not refreshed"]]);
  });

  test("private data is handed back", async () => {
    const { typeName, currentState } = { typeName: BOOK, currentState: writeObject(book.schema.type, null) };
    const answer = await createHandlers(shelf).ReadResource({
      typeName,
      currentState,
      private: Buffer.from("p"),
    });
    expect(Buffer.from(answer.private).toString()).toBe("p");
  });
});

describe("importing", () => {
  test.each([["book-0"], ["title:Found"]])("by %s gives the state that was there", async (id) => {
    const state = await created({ title: "Found", tags: ["a"] });
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

describe("upgrading stored state", () => {
  test("goes through every version in between", async () => {
    const { state, diagnostics } = await driver.upgrade(BOOK, 0, { id: "1", name: "  Old  ", lost: true });
    expect(diagnostics).toEqual([]);
    expect(state).toMatchObject({ id: "1", title: "Old", format: null });
    expect((await driver.upgrade(BOOK, 1, { title: " Newer " })).state?.title).toBe("Newer");
  });

  test("takes the same version as it is, without attributes the schema does not have", async () => {
    const state = await created({ title: " kept " });
    expect((await driver.upgrade(BOOK, 2, { ...state, lost: { a: 1 } })).state).toEqual(state);
  });

  test("state that does not fit is an error with the path, not a crash", async () => {
    const { diagnostics } = await driver.upgrade(BOOK, 2, { id: "1", tags: "many" });
    expect(diagnostics).toMatchObject([{ severity: "error", detail: "tags: must be a set, got a string" }]);
  });
});

describe("the provider", () => {
  const description = "…";
  const schema = defineSchema({
    description,
    attributes: {
      url: required.string({ description }),
      old: optional.string({ description, deprecated: "Use url." }),
      ports: optional.list.number({ description, validate: [sizeBetween(1, 2), each(integer())] }),
      key: optional.object({
        description,
        sensitive: true,
        attributes: { pass: required.string({ description, validate: [lengthBetween(8, 20)] }) },
      }),
      code: optional.string({ description, validate: [notBlank()] }),
    },
  });
  const provider = (configure: () => null) =>
    defineProvider({ address: "host.example/a/b", version: "1.0.0", schema, configure, resources: {} });
  const ok = createDriver(provider(() => null));

  test("a deprecated attribute is a warning that says what to use", async () => {
    expect((await ok.validateProvider({ url: "u", old: "x" })).diagnostics).toMatchObject([
      { severity: "warning", detail: "Attribute old is deprecated. Use url.", path: ["old"] },
    ]);
  });

  test.each([
    [[], "must have 1 to 2 elements, got 0"],
    [[1, 2, 3], "must have 1 to 2 elements, got 3"],
    [[1, 2.5], "element 2 must be a whole number, got 2.5"],
  ])("ports %j: %s", async (ports, problem) => {
    const { diagnostics } = await ok.validateProvider({ url: "u", ports });
    expect(diagnostics.map(({ detail }) => detail)).toEqual([`Attribute ports ${problem}.`]);
  });

  test("a value inside a sensitive attribute is not quoted either", async () => {
    const { diagnostics } = await ok.validateProvider({ url: "u", key: { pass: "hunter2" } });
    expect(diagnostics[0]?.detail).toBe("Attribute key.pass must be 8 to 20 characters long.");
  });

  test("a failure to configure is an error with its cause", async () => {
    const failing = createDriver(
      provider(() => {
        throw new Error("cannot sign in", { cause: new Error("connection refused") });
      }),
    );
    expect((await failing.configure({ url: "u" })).diagnostics).toMatchObject([
      {
        severity: "error",
        summary: "Could not configure the provider",
        detail: "cannot sign in: connection refused",
      },
    ]);
  });

  test("handlers of one resource cannot hurt those of another", async () => {
    const bad = defineResource<null>()({
      schema: defineSchema({ description, attributes: { id: computed.string({ description }) } }),
      create: () => Promise.reject(new DiagnosticError({ summary: "no" })),
      read: ({ state }) => state,
      update: ({ prior }) => prior,
      delete() {},
    });
    const mixed = createDriver(
      defineProvider({ ...shelf, resources: { ...shelf.resources, shelf_bad: bad } }),
    );
    await mixed.configure({ directory });
    const [failed, fine] = await Promise.all([
      mixed.apply("shelf_bad", {}),
      mixed.apply(BOOK, { title: "a" }),
    ]);
    expect([told(failed), failed.state, fine.state?.title]).toEqual([["error: no"], null, "a"]);
  });
});
