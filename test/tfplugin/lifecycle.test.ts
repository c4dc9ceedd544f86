/** What goes with an object from run to run: private data, identity, upgrades, moves; and answers that are put off. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  computed,
  createDriver,
  createHandlers,
  Deferral,
  type Driver,
  defineProvider,
  defineResource,
  defineSchema,
  optional,
  type ResourceDefinition,
  required,
  types,
  UNKNOWN,
} from "../../src/tfplugin";
import { writeObject } from "../../src/tfplugin/handlers/dynamic";
import { shelf } from "./support/shelf";
import { told } from "./support/told";

const BOOK = "shelf_book";
const description = "…";
let directory: string;
let driver: Driver;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "shelf-"));
  driver = createDriver(shelf);
  await driver.configure({ directory });
});
afterEach(() => rmSync(directory, { recursive: true }));

const json = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));

const noteSchema = defineSchema({
  description,
  version: 3,
  attributes: {
    id: computed.string({ description, keep: true }),
    text: required.string({ description }),
    size: optional.number({ description }),
    lines: optional.list.object({ description, attributes: { words: required.string({ description }) } }),
  },
});
type NoteDefinition = ResourceDefinition<null, typeof noteSchema>;

/** A driver of a provider with one resource, made of parts. */
async function driverOf(parts: Partial<NoteDefinition>): Promise<Driver> {
  const made = createDriver(providerOf(parts));
  await made.configure({});
  return made;
}

function providerOf(parts: Partial<NoteDefinition>, context: object | null = {}) {
  const note = defineResource<null>()<typeof noteSchema>({
    schema: noteSchema,
    create: ({ plan }) => ({ ...plan, id: "n1" }),
    read: ({ state }) => state,
    update: ({ plan, prior }) => ({ ...plan, id: prior.id }),
    delete() {},
    import: ({ id }) => ({ id }),
    ...parts,
  });
  return defineProvider({
    address: "host.example/a/b",
    version: "1.0.0",
    schema: defineSchema({ description, attributes: {} }),
    configure: () => context as null,
    resources: { b_note: note },
  });
}

describe("private data", () => {
  test("goes from create to update and stays when nobody touches it", async () => {
    const made = await driver.apply(BOOK, { title: "a" });
    expect(json(made.kept)).toEqual({ changes: 0 });
    const read = await driver.read(BOOK, made.state ?? {}, made.kept);
    expect(json(read.kept)).toEqual({ changes: 0 });
    const updated = await driver.apply(BOOK, { title: "b" }, made.state, read.kept);
    expect(json(updated.kept)).toEqual({ changes: 1 });
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
    const { kept } = await planning.apply("b_note", { text: "a" });
    expect(json(kept)).toEqual({ before: { planned: true } });
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
    await all.apply("b_note", null, imported.state, imported.kept);
    expect(seen).toEqual([{ imported: "n7" }, { reads: 1 }]);
  });

  test("that is not JSON is kept byte for byte and reads as nothing", async () => {
    const seen: unknown[] = [];
    const reading = await driverOf({
      read: ({ state, privateState }) => {
        seen.push(privateState.get(), [...privateState.bytes]);
        return state;
      },
    });
    const { kept } = await reading.read("b_note", { id: "n1", text: "a" }, Uint8Array.of(255, 0, 1));
    expect([seen, [...kept]]).toEqual([
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
    expect([...(await making.apply("b_note", { text: "a" })).kept]).toEqual([1, 2]);
  });

  test("is kept when a handler fails after it was set", async () => {
    const { kept, state } = await driver.apply(BOOK, { title: "a", behaviour: "throw" });
    expect([state?.id, json(kept)]).toEqual(["book-0", { changes: 0 }]);
  });
});

describe("upgrading", () => {
  const upgrade: NoteDefinition["upgrade"] = {
    0: ({ words, ...rest }) => ({ ...rest, content: words }),
    2: ({ content, ...rest }) => ({ ...rest, text: content }),
  };

  test("goes through every version in between, and past those that changed nothing", async () => {
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

describe("moving", () => {
  const MAGAZINE = { providerAddress: "registry.terraform.io/example/shelf", typeName: "shelf_magazine" };

  test("takes over what another type stored, without a configured provider", async () => {
    const state = { number: 7, name: "Weekly", more: [] };
    const moved = await createDriver(shelf).move(BOOK, { ...MAGAZINE, schemaVersion: 4, state });
    expect(moved.diagnostics).toEqual([]);
    expect(moved.state).toMatchObject({ id: "7", title: "Weekly", format: null });
    expect(moved.identity).toEqual({ id: "7", shelf: null });
  });

  test("is told where the object comes from, and can keep its private data", async () => {
    const seen: unknown[] = [];
    const moving = await driverOf({
      move: ({ providerAddress, typeName, schemaVersion, privateState }) => {
        seen.push(providerAddress, typeName, schemaVersion, privateState.get());
        privateState.set({ moved: true });
        return { id: "1" };
      },
    });
    const kept = new TextEncoder().encode('{"old":1}');
    const moved = await moving.move("b_note", { ...MAGAZINE, schemaVersion: 2, state: {}, kept });
    expect(seen).toEqual([MAGAZINE.providerAddress, "shelf_magazine", 2, { old: 1 }]);
    expect(json(moved.kept)).toEqual({ moved: true });
  });

  test("from a type that is not known is refused, and says what to do", async () => {
    const moved = await driver.move(BOOK, { ...MAGAZINE, typeName: "shelf_lamp", state: {} });
    expect([moved.state, moved.diagnostics]).toMatchObject([
      null,
      [{ summary: "Move not supported", detail: expect.stringContaining("import the object instead") }],
    ]);
  });

  test("is announced only by a provider with a resource that can", async () => {
    const capable = async (provider: typeof shelf) =>
      (await createHandlers(provider).GetProviderSchema({})).serverCapabilities?.moveResourceState;
    expect([await capable(shelf), await capable(providerOf({}))]).toEqual([true, false]);
  });
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

  test("is not there for an object that failed before it had one, nor for one that was deleted", async () => {
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

  test("is what an object can be imported by", async () => {
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
      { summary: "Identity is not complete", detail: "To import by identity, it needs id." },
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

describe("putting off", () => {
  const clientCapabilities = { deferralAllowed: true };
  const type = noteSchema.type;
  const config = writeObject(type, { text: "a" });
  const plan = { typeName: "b_note", config, proposedNewState: config };
  const state = writeObject(type, { id: "n1", text: "a" });
  const waiting = () => {
    throw new Deferral("absentPrerequisite", { summary: "Not yet", detail: "Its network is not there." });
  };

  async function handlersOf(parts: Partial<NoteDefinition>, context: object | null) {
    const handlers = createHandlers(providerOf(parts, context));
    await handlers.ConfigureProvider({});
    return handlers;
  }

  test("what needs a provider whose configuration is unknown, where the client allows", async () => {
    const handlers = await handlersOf({}, null);
    const reason = { reason: 2 };
    const planned = await handlers.PlanResourceChange({ ...plan, clientCapabilities });
    expect([planned.deferred, planned.diagnostics]).toEqual([reason, []]);
    const read = await handlers.ReadResource({ typeName: "b_note", currentState: state, clientCapabilities });
    expect([read.deferred, read.newState, read.diagnostics]).toEqual([reason, state, []]);
    const imported = await handlers.ImportResourceState({ typeName: "b_note", id: "n1", clientCapabilities });
    expect([imported.deferred, imported.importedResources[0]?.state]).toEqual([
      reason,
      writeObject(type, UNKNOWN as never),
    ]);
  });

  test("a plan that the resource puts off, which is still shown", async () => {
    const handlers = await handlersOf({ plan: waiting }, {});
    const planned = await handlers.PlanResourceChange({ ...plan, clientCapabilities });
    expect([planned.deferred, planned.diagnostics]).toEqual([{ reason: 3 }, []]);
    expect(planned.plannedState).not.toBeNull();
  });

  test("nothing for a client that does not allow it: then it is an error", async () => {
    const handlers = await handlersOf({ plan: waiting }, {});
    const planned = await handlers.PlanResourceChange(plan);
    expect(planned.deferred).toBeNull();
    expect(planned.diagnostics.map(({ summary }) => summary)).toEqual(["Not yet"]);
  });

  test("a data source and an ephemeral resource whose configuration is unknown", async () => {
    const handlers = createHandlers(shelf);
    await handlers.ConfigureProvider({ config: writeObject(shelf.schema.type, { directory }) });
    const dataType = shelf.dataSources?.shelf_catalog?.schema.type;
    const loanType = shelf.ephemerals?.shelf_loan?.schema.type;
    if (dataType === undefined || loanType === undefined) throw new Error("the shelf is empty");
    const data = { typeName: "shelf_catalog", config: writeObject(dataType, { format: UNKNOWN }) };
    const loan = { typeName: "shelf_loan", config: writeObject(loanType, { reader: UNKNOWN }) };
    const reason = { reason: 1 };
    expect((await handlers.ReadDataSource({ ...data, clientCapabilities })).deferred).toEqual(reason);
    expect((await handlers.OpenEphemeralResource({ ...loan, clientCapabilities })).deferred).toEqual(reason);
    const refused = [await handlers.ReadDataSource(data), await handlers.OpenEphemeralResource(loan)];
    expect(refused.map((answer) => [answer.deferred, answer.diagnostics[0]?.summary])).toEqual([
      [null, "Configuration not known yet"],
      [null, "Configuration not known yet"],
    ]);
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
