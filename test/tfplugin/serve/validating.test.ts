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
  types,
  UNKNOWN,
} from "../../../src/tfplugin";
import { writeObject } from "../../../src/tfplugin/serve/answer/dynamic";
import { BOOK, openShelf } from "../support/open-shelf";
import { book, shelf } from "../support/shelf";
import { told } from "../support/told";

let directory: string;
let driver: Driver;
beforeEach(async () => {
  ({ directory, driver } = await openShelf());
});

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

  test("a rule for a nested attribute points at the top-level attribute and names the path", async () => {
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

  test("a null inside a collection reaches neither the rules nor the validate hook", async () => {
    const wordy = {
      description: "without blanks",
      check: (words: readonly string[]) => words[0]?.trim() ?? null,
    };
    const hook = jest.fn();
    const strict = defineProvider({
      address: "host.example/a/b",
      version: "1.0.0",
      schema: defineSchema({
        description: "…",
        attributes: {
          words: optional.list.string({ description: "…", validate: [wordy] }),
          rows: optional.map.of({ description: "…", element: types.list(types.string) }),
          parts: optional.set.object({
            description: "…",
            attributes: { names: optional.list.string({ description: "…", validate: [wordy] }) },
          }),
        },
      }),
      validate: hook,
      configure: () => null,
      resources: {},
    });
    const config = { words: [null], rows: { r: ["a", null] }, parts: [{ names: [null] }] };
    const { diagnostics } = await createHandlers(strict).ValidateProviderConfig({
      config: writeObject(strict.schema.type, config),
    });
    expect(diagnostics.map(({ detail }) => detail.split(" must")[0])).toEqual([
      "Attribute words[0]",
      "Attribute rows.r[1]",
      "Attribute parts[0].names[0]",
    ]);
    expect(hook).not.toHaveBeenCalled();
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

  test("a failure in one resource does not affect another", async () => {
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
