/** Data sources, ephemeral resources and functions, called in-process. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  computed,
  createDriver,
  createHandlers,
  type Driver,
  defineDataSource,
  defineFunction,
  defineProvider,
  defineSchema,
  FunctionError,
  required,
  types,
  UNKNOWN,
} from "../../../src/tfplugin";
import { logger } from "../../../src/tfplugin/serve/logger";
import { openShelf } from "../support/open-shelf";
import { shelf } from "../support/shelf";
import { told } from "../support/told";

const description = "…";
let directory: string;
let driver: Driver;

beforeEach(async () => {
  ({ directory, driver } = await openShelf());
});

describe("a data source", () => {
  beforeEach(async () => {
    await driver.apply("shelf_book", { title: "One" });
    await driver.apply("shelf_book", { title: "Two", format: "audio" });
  });

  test("is read with its defaults filled in, at every depth", async () => {
    const { state, diagnostics } = await driver.readData("shelf_catalog", { search: { word: "One" } });
    expect(diagnostics).toEqual([]);
    expect(state).toEqual({
      format: "paper",
      search: { word: "One", whole: true },
      titles: ["One"],
      shelf: "main",
      note: null,
    });
  });

  test("keeps what the configuration says", async () => {
    const { state } = await driver.readData("shelf_catalog", { format: "audio", shelf: "top" });
    expect(state).toMatchObject({ format: "audio", shelf: "top", titles: ["Two"] });
  });

  test("is validated by the rules of its attributes and by its own", async () => {
    expect(told(await driver.validateData("shelf_catalog", { format: " " }))).toEqual([
      "error: Invalid attribute value",
    ]);
    expect(told(await driver.validateData("shelf_catalog", { format: "stone" }))).toEqual([
      "error: Too heavy",
    ]);
    expect(told(await driver.validateData("shelf_catalog", { format: UNKNOWN }))).toEqual([]);
  });

  test("that fails has no state, and its error points at the attribute", async () => {
    const { state, diagnostics } = await driver.readData("shelf_catalog", { shelf: "lost" });
    expect([state, diagnostics]).toMatchObject([null, [{ summary: "No such shelf", path: ["shelf"] }]]);
  });

  test("may warn", async () => {
    const read = await driver.readData("shelf_catalog", { shelf: "dusty" });
    expect([read.state?.shelf, told(read)]).toEqual(["dusty", ["warning: The shelf is dusty"]]);
  });

  test("needs a configured provider, and says so", async () => {
    expect(told(await createDriver(shelf).readData("shelf_catalog", {}))).toEqual([
      "error: Provider not configured",
    ]);
  });

  test("that leaves a computed attribute without a value is an error that names it", async () => {
    const source = defineDataSource<unknown>()({
      schema: defineSchema({ description, attributes: { id: computed.string({ description }) } }),
      read: () => ({}) as never,
    });
    const reading = createDriver(defineProvider({ ...shelf, dataSources: { shelf_bad: source } }));
    await reading.configure({ directory });
    const { diagnostics } = await reading.readData("shelf_bad", {});
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["id"] }]);
  });

  test("cannot have a write-only attribute", () => {
    const schema = defineSchema({
      description,
      attributes: { pin: required.string({ description, writeOnly: true }) },
    });
    const define = () => defineDataSource<unknown>()({ schema, read: () => ({ pin: null }) });
    expect(define).toThrow("attribute pin: a data source cannot have write-only attributes");
  });

  test("the provider does not have is an error", async () => {
    const { diagnostics } = await createHandlers(shelf).ReadDataSource({ typeName: "toString" });
    expect(diagnostics[0]?.detail).toContain('has no data source "toString"');
  });
});

describe("an ephemeral resource", () => {
  const log = () => readFileSync(join(directory, "loans.log"), "utf8").trim().split("\n");

  test("is opened, renewed as often as it says, and closed, with its private data kept", async () => {
    const opened = await driver.open("shelf_loan", { reader: "ann" });
    expect(opened.result).toEqual({ reader: "ann", minutes: 5, key: "key-of-ann" });
    expect(opened.renewAt).toEqual(new Date(300_000));
    expect(await opened.renew()).toEqual({ diagnostics: [], renewAt: new Date(1_500) });
    expect(await opened.renew()).toEqual({ diagnostics: [], renewAt: null });
    expect(await opened.close()).toEqual({ diagnostics: [] });
    expect(log()).toEqual([
      "opened for ann",
      "renewed for ann",
      "renewed for ann",
      "closed for ann after 2 renewals",
    ]);
  });

  test("that cannot be opened is an error without a result", async () => {
    const opened = await driver.open("shelf_loan", { reader: "stranger" });
    expect([opened.result, told(opened)]).toEqual([null, ["error: No loans to strangers"]]);
  });

  test("is validated by the rules of its attributes and by its own", async () => {
    expect(told(await driver.validateEphemeral("shelf_loan", { reader: "" }))).toEqual([
      "error: Invalid attribute value",
    ]);
    expect(told(await driver.validateEphemeral("shelf_loan", { reader: "nobody" }))).toEqual([
      "error: Nobody reads",
    ]);
  });

  test("without renew and close needs neither", async () => {
    const { loan } = { loan: shelf.ephemerals?.shelf_loan };
    if (loan === undefined) throw new Error("the shelf has no loan");
    const plain = { ...loan, renew: undefined, close: undefined };
    const opening = createDriver(defineProvider({ ...shelf, ephemerals: { shelf_loan: plain } }));
    await opening.configure({ directory });
    const opened = await opening.open("shelf_loan", { reader: "ann" });
    expect([told(await opened.renew()), told(await opened.close())]).toEqual([[], []]);
  });
});

describe("a function", () => {
  const unconfigured = createDriver(shelf);

  test("runs without a configured provider", async () => {
    expect(await unconfigured.call("shelf_mark", "A", null, "1", "b")).toEqual({ result: "A-1-b" });
  });

  test("takes objects, whose members may be null", async () => {
    const options = { separator: "/", upper: true };
    expect(await unconfigured.call("shelf_mark", "a", options, "b")).toEqual({ result: "A/B" });
    expect(await unconfigured.call("shelf_mark", "a", { upper: null }, "b")).toEqual({ result: "a-b" });
  });

  test.each([
    ["by the parameter's name", ["", null], { error: "must not be empty", argument: 0 }],
    ["by its position", ["a", null, "b", ""], { error: "must not be empty", argument: 3 }],
    ["of the call as a whole", ["cellar", null], { error: "the cellar is flooded", argument: null }],
    ["that is null", [null, null], { error: "must not be null", argument: 0 }],
  ])("fails with an error %s", async (_, given, expected) => {
    expect(await unconfigured.call("shelf_mark", ...given)).toEqual(expected);
  });

  test("gets an unknown argument only with the option unknown; otherwise the result is unknown", async () => {
    expect(await unconfigured.call("tally", UNKNOWN)).toEqual({ result: {} });
    const { result } = (await unconfigured.call("shelf_mark", "a", null, UNKNOWN)) as { result: unknown };
    expect(String(result)).toBe("(known after apply)");
  });

  test("that returns another type is an error, not a wrong value", async () => {
    const broken = defineFunction({
      summary: description,
      description,
      parameters: {},
      returns: types.set(types.number),
      call: () => ["one"] as never,
    });
    const calling = createDriver(defineProvider({ ...shelf, functions: { broken } }));
    expect(await calling.call("broken")).toMatchObject({ error: expect.stringContaining("[0]") });
  });

  test("that throws logs where, unless it refuses an argument", async () => {
    const failing = (error: Error) =>
      defineFunction({
        summary: description,
        description,
        parameters: {},
        returns: types.string,
        call: () => {
          throw error;
        },
      });
    const [broken, refusing] = [failing(new TypeError("no text")), failing(new FunctionError("no"))];
    const calling = createDriver(defineProvider({ ...shelf, functions: { broken, refusing } }));
    const log = jest.spyOn(logger, "error").mockReturnValue();
    const { TF_LOG } = process.env;
    process.env.TF_LOG = "error";
    try {
      await calling.call("broken");
      await calling.call("refusing");
      const stack = expect.stringContaining("offers.test.ts");
      expect(log.mock.calls).toEqual([["could not call the function broken", { stack }]]);
    } finally {
      log.mockRestore();
      if (TF_LOG === undefined) delete process.env.TF_LOG;
      else process.env.TF_LOG = TF_LOG;
    }
  });

  test("the provider does not have is an error", async () => {
    const { error } = await createHandlers(shelf).CallFunction({ name: "divide" });
    expect(error?.text).toContain('has no function "divide"');
  });

  test("has parameters with names Terraform takes", () => {
    const define = (name: string) =>
      defineFunction({
        summary: description,
        description,
        parameters: { [name]: { type: types.string, description } },
        returns: types.string,
        call: () => "",
      });
    expect(() => define("1")).toThrow("parameter 1:");
    expect(() => define("Text")).toThrow("parameter Text:");
    expect(() => define("text")).not.toThrow();
  });
});

test("the metadata names everything the provider offers", async () => {
  const handlers = createHandlers(shelf);
  expect(await handlers.GetMetadata({})).toMatchObject({
    resources: [{ name: "shelf_book" }],
    dataSources: [{ name: "shelf_catalog" }],
    ephemeralResources: [{ name: "shelf_loan" }],
    functions: [{ name: "shelf_mark" }, { name: "tally" }],
  });
  const { functions } = await handlers.GetFunctions({});
  expect(functions).toEqual((await handlers.GetProviderSchema({})).functions);
});
