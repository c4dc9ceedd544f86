/** What stays with an object between runs: private data, upgrades and moves. */
import { createDriver, createHandlers, type Driver } from "../../../src/tfplugin";
import { driverOf, type NoteDefinition, providerOf } from "../support/note";
import { BOOK, created, openShelf } from "../support/open-shelf";
import { shelf } from "../support/shelf";

let driver: Driver;
beforeEach(async () => {
  ({ driver } = await openShelf());
});

const json = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));

describe("private data", () => {
  test("goes from create to update and stays when no handler changes it", async () => {
    const made = await driver.apply(BOOK, { title: "a" });
    expect(json(made.privateData)).toEqual({ changes: 0 });
    const read = await driver.read(BOOK, made.state ?? {}, made.privateData);
    expect(json(read.privateData)).toEqual({ changes: 0 });
    const updated = await driver.apply(BOOK, { title: "b" }, made.state, read.privateData);
    expect(json(updated.privateData)).toEqual({ changes: 1 });
  });

  test("set while planning is there at apply", async () => {
    const planning = await driverOf({
      plan: ({ plan, privateState }) => {
        privateState.set({ planned: true });
        return plan;
      },
      create: ({ plan, privateState }) => {
        privateState.set({ before: privateState.get() });
        return { ...plan, id: "n1" };
      },
    });
    const { privateData } = await planning.apply("b_note", { text: "a" });
    expect(json(privateData)).toEqual({ before: { planned: true } });
  });

  test("can be read and set by read, import and delete", async () => {
    const seen: unknown[] = [];
    const all = await driverOf({
      import: ({ id, privateState }) => {
        privateState.set({ imported: id });
        return { id };
      },
      read: ({ state, privateState }) => {
        seen.push(privateState.get());
        privateState.set({ reads: 1 });
        return { ...state, text: "t" };
      },
      delete: ({ privateState }) => {
        seen.push(privateState.get());
      },
    });
    const imported = await all.import("b_note", "n7");
    await all.apply("b_note", null, imported.state, imported.privateData);
    expect(seen).toEqual([{ imported: "n7" }, { reads: 1 }]);
  });

  test("that is not JSON is kept byte for byte and reads as nothing", async () => {
    const seen: unknown[] = [];
    const reading = await driverOf({
      read: ({ state, privateState }) => {
        seen.push(privateState.get(), [...privateState.bytes]);
        return { ...state, text: "a" };
      },
    });
    const { privateData } = await reading.read("b_note", { id: "n1", text: "a" }, Uint8Array.of(255, 0, 1));
    expect([seen, [...privateData]]).toEqual([
      [null, [255, 0, 1]],
      [255, 0, 1],
    ]);
  });

  test("set as bytes is stored as those bytes", async () => {
    const making = await driverOf({
      create: ({ plan, privateState }) => {
        privateState.set(Uint8Array.of(1, 2));
        return { ...plan, id: "n1" };
      },
    });
    expect([...(await making.apply("b_note", { text: "a" })).privateData]).toEqual([1, 2]);
  });

  test("is kept when a handler fails after it was set", async () => {
    const { privateData, state } = await driver.apply(BOOK, { title: "a", behaviour: "throw" });
    expect([state?.id, json(privateData)]).toEqual(["book-0", { changes: 0 }]);
  });
});

describe("upgrading", () => {
  const upgrade: NoteDefinition["upgrade"] = {
    0: ({ words, ...rest }) => ({ ...rest, content: words }),
    2: ({ content, ...rest }) => ({ ...rest, text: content }),
  };

  test("goes through every version in between, and skips those without a change", async () => {
    const upgrading = await driverOf({ upgrade });
    expect((await upgrading.upgrade("b_note", 0, { id: "1", words: "w" })).state?.text).toBe("w");
    expect((await upgrading.upgrade("b_note", 1, { id: "1", content: "c" })).state?.text).toBe("c");
    expect((await upgrading.upgrade("b_note", 3, { id: "1", text: "t" })).state?.text).toBe("t");
  });

  test("drops keys the schema does not have, at every depth", async () => {
    const upgrading = await driverOf({});
    const stored = { id: "1", text: "t", gone: { a: 1 }, lines: [{ words: "w", colour: "red" }] };
    expect((await upgrading.upgrade("b_note", 3, stored)).state).toEqual({
      id: "1",
      text: "t",
      size: null,
      lines: [{ words: "w" }],
    });
  });

  test("refuses what a newer version stored, and says what to do", async () => {
    const upgrading = await driverOf({});
    const { state, diagnostics } = await upgrading.upgrade("b_note", 4, { id: "1" });
    expect([state, diagnostics]).toMatchObject([
      null,
      [{ summary: "Stored by a newer version of the provider", detail: expect.stringContaining("up to 3") }],
    ]);
  });

  test("that throws is an error, not a crash", async () => {
    const upgrading = await driverOf({
      upgrade: {
        0: () => {
          throw new Error("no words");
        },
      },
    });
    expect((await upgrading.upgrade("b_note", 0, {})).diagnostics).toMatchObject([{ detail: "no words" }]);
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
    const state = await created(driver, { title: " kept " });
    expect((await driver.upgrade(BOOK, 2, { ...state, lost: { a: 1 } })).state).toEqual(state);
  });

  test("state that does not fit is an error with the path, not a crash", async () => {
    const { diagnostics } = await driver.upgrade(BOOK, 2, { id: "1", tags: "many" });
    expect(diagnostics).toMatchObject([{ severity: "error", detail: "tags: must be a set, got a string" }]);
  });
});

describe("moving", () => {
  const MAGAZINE = { providerAddress: "registry.terraform.io/example/shelf", typeName: "shelf_magazine" };

  test("takes over an object of another type, without a configured provider", async () => {
    const state = { number: 7, name: "Weekly", more: [] };
    const moved = await createDriver(shelf).move(BOOK, { ...MAGAZINE, schemaVersion: 4, state });
    expect(moved.diagnostics).toEqual([]);
    expect(moved.state).toMatchObject({ id: "7", title: "Weekly", format: "paper", abstract: null });
    expect(moved.identity).toEqual({ id: "7", shelf: null });
  });

  test("gets the object's origin, and can keep its private data", async () => {
    const seen: unknown[] = [];
    const moving = await driverOf({
      move: ({ providerAddress, typeName, schemaVersion, privateState }) => {
        seen.push(providerAddress, typeName, schemaVersion, privateState.get());
        privateState.set({ moved: true });
        return { id: "1" };
      },
    });
    const privateData = new TextEncoder().encode('{"old":1}');
    const moved = await moving.move("b_note", { ...MAGAZINE, schemaVersion: 2, state: {}, privateData });
    expect(seen).toEqual([MAGAZINE.providerAddress, "shelf_magazine", 2, { old: 1 }]);
    expect(json(moved.privateData)).toEqual({ moved: true });
  });

  test("from a type that is not known is refused, and says what to do", async () => {
    const moved = await driver.move(BOOK, { ...MAGAZINE, typeName: "shelf_lamp", state: {} });
    expect([moved.state, moved.diagnostics]).toMatchObject([
      null,
      [{ summary: "Move not supported", detail: expect.stringContaining("and import the object instead") }],
    ]);
  });

  test("is announced only by a provider with a resource that supports it", async () => {
    const capable = async (provider: typeof shelf) =>
      (await createHandlers(provider).GetProviderSchema({})).serverCapabilities?.moveResourceState;
    expect([await capable(shelf), await capable(providerOf({}))]).toEqual([true, false]);
  });
});
