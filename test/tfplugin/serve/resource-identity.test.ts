import { createHandlers, type Driver, types } from "../../../src/tfplugin";
import { writeObject } from "../../../src/tfplugin/serve/answer/dynamic";
import { driverOf } from "../support/note";
import { BOOK, openShelf } from "../support/open-shelf";
import { shelf } from "../support/shelf";

const description = "…";
let directory: string;
let driver: Driver;
beforeEach(async () => {
  ({ directory, driver } = await openShelf());
});

describe("resource identity", () => {
  test("has a schema of its own", async () => {
    const { identitySchemas } = await createHandlers(shelf).GetResourceIdentitySchemas({});
    expect(identitySchemas).toEqual({
      shelf_book: {
        version: 1,
        identityAttributes: [
          {
            name: "id",
            type: Buffer.from('"string"'),
            requiredForImport: true,
            optionalForImport: false,
            description,
          },
          {
            name: "shelf",
            type: Buffer.from('"string"'),
            requiredForImport: false,
            optionalForImport: true,
            description,
          },
        ],
      },
    });
  });

  test("comes with create, update and read, so that older states get one as they are read", async () => {
    const made = await driver.apply(BOOK, { title: "a" });
    const updated = await driver.apply(BOOK, { title: "b" }, made.state);
    const read = await driver.read(BOOK, updated.state ?? {});
    const identity = { id: "book-0", shelf: null };
    expect([made.identity, updated.identity, read.identity]).toEqual([identity, identity, identity]);
  });

  test("is absent for an object that failed before it had one, and for a deleted object", async () => {
    const failing = await driverOf({
      identity: {
        attributes: { id: { type: types.string, description } },
        of: ({ id }) => ({ id }),
      },
      create: ({ save }) => {
        save({ text: "half" });
        throw new Error("half way");
      },
    });
    const failed = await failing.apply("b_note", { text: "a" });
    expect([failed.state?.text, failed.identity]).toEqual(["half", null]);
    const made = await driver.apply(BOOK, { title: "a" });
    expect((await driver.apply(BOOK, null, made.state)).identity).toBeNull();
  });

  test("can import an object", async () => {
    const { state } = await driver.apply(BOOK, { title: "a" });
    const imported = await driver.import(BOOK, { identity: { id: "book-0" } });
    expect(imported).toMatchObject({ state, diagnostics: [], identity: { id: "book-0" } });
  });

  test("can be turned into state by the resource", async () => {
    const importing = await driverOf({
      identity: {
        attributes: { number: { type: types.number, description } },
        of: ({ id }) => ({ number: Number(id.slice(1)) }),
        import: ({ number }) => ({ id: `n${number}` }),
      },
    });
    const imported = await importing.import("b_note", { identity: { number: 4 } });
    expect([imported.state?.id, imported.identity]).toEqual(["n4", { number: 4 }]);
  });

  test("that is not complete does not import, and says what is missing", async () => {
    const imported = await driver.import(BOOK, { identity: { shelf: "top" } });
    expect(imported.diagnostics).toMatchObject([
      { summary: "Identity is not complete", detail: "An import by identity also needs id." },
    ]);
  });

  test("that changes is an error", async () => {
    const handlers = createHandlers(shelf);
    const { state } = await driver.apply(BOOK, { title: "a" });
    await handlers.ConfigureProvider({
      config: writeObject(shelf.schema.type, { directory, password: null }),
    });
    const type = types.object({ id: types.string, shelf: types.string }).type;
    const currentIdentity = { identityData: writeObject(type, { id: "other", shelf: null }) };
    const bookType = shelf.resources[BOOK]?.schema.type;
    if (bookType === undefined) throw new Error("the shelf has no book");
    const answer = await handlers.ReadResource({
      typeName: BOOK,
      currentState: writeObject(bookType, state),
      currentIdentity,
    });
    expect(answer.diagnostics.map(({ summary }) => summary)).toEqual(["The identity changed"]);
    expect(answer.newIdentity).toEqual(currentIdentity);
  });

  test("is upgraded like state", async () => {
    const handlers = createHandlers(shelf);
    const rawIdentity = { json: Buffer.from('{"key":"book-9"}') };
    const { upgradedIdentity, diagnostics } = await handlers.UpgradeResourceIdentity({
      typeName: BOOK,
      version: 0,
      rawIdentity,
    });
    const type = types.object({ id: types.string, shelf: types.string }).type;
    expect(diagnostics).toEqual([]);
    expect(upgradedIdentity?.identityData).toEqual(writeObject(type, { id: "book-9", shelf: null }));
  });
});
