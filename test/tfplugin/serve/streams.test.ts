/** List resources and actions of protocol 6.10: in-process, and as messages over a connection. */
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import {
  createDriver,
  createHandlers,
  type Driver,
  type ServedProvider,
  serveInProcess,
  UNKNOWN,
} from "../../../src/tfplugin";
import { writeObject } from "../../../src/tfplugin/serve/answer/dynamic";
import { frame } from "../../../src/tfplugin/wire/grpc";
import { PROVIDER_CALLS, STREAM_CALLS } from "../../../src/tfplugin/wire/protocol";
import { eventually } from "../../support/processes";
import { BOOK, openShelf } from "../support/open-shelf";
import { looked, shelfWithStreams, signals } from "../support/shelf-streams";
import { told } from "../support/told";

let directory: string;
let driver: Driver;

beforeEach(async () => {
  looked.length = 0;
  signals.length = 0;
  ({ directory, driver } = await openShelf(shelfWithStreams));
});

const TIDY = shelfWithStreams.actions?.shelf_tidy?.schema.type;
if (TIDY === undefined) throw new Error("the shelf cannot be tidied");
const tidying = (config: Record<string, unknown>) => ({
  actionType: "shelf_tidy",
  config: writeObject(TIDY, { careful: null, until: null, ...config } as never),
});

describe("listing", () => {
  beforeEach(async () => {
    for (const title of ["One", "Two", "Three"]) await driver.apply(BOOK, { title });
  });

  test("gives every object with its name, its identity and, if wanted, its state", async () => {
    const { found, diagnostics } = await driver.list(BOOK, {});
    expect(found.map(({ displayName, identity }) => [displayName, identity?.id])).toEqual([
      ["“One”", "book-0"],
      ["“Two”", "book-1"],
      ["“Three”", "book-2"],
    ]);
    expect(found[0]?.state).toEqual((await driver.read(BOOK, { id: "book-0" })).state);
    expect(told({ diagnostics })).toEqual(["warning: The shelf is getting full"]);
  });

  test("leaves the objects out when they are not wanted", async () => {
    const handlers = createHandlers(shelfWithStreams);
    const { schema } = shelfWithStreams;
    await handlers.ConfigureProvider({ config: writeObject(schema.type, { directory }) });
    const events = [];
    for await (const event of handlers.ListResource({ typeName: BOOK }, new AbortController().signal)) {
      events.push([event.displayName, event.resourceObject]);
    }
    expect(events.slice(0, 3)).toEqual([
      ["“One”", null],
      ["“Two”", null],
      ["“Three”", null],
    ]);
  });

  test("stops at the limit, and looks no further", async () => {
    const { found } = await driver.list(BOOK, { order: "down" }, 2);
    expect(found.map(({ displayName }) => displayName)).toEqual(["“Three”", "“Two”"]);
    expect(looked).toEqual(["book-2.json", "book-1.json"]);
  });

  test("that fails ends with an error, after the objects found before", async () => {
    const { found, diagnostics } = await driver.list(BOOK, { format: "lost" });
    expect([found.length, told({ diagnostics })]).toEqual([0, ["error: The catalog is lost"]]);
  });

  test("an object that does not fit has its own event with an error", async () => {
    const { found, diagnostics } = await driver.list(BOOK, { format: "half" }, 2);
    expect(found.map(({ displayName }) => displayName)).toEqual(["One", "Two"]);
    expect(told({ diagnostics })).toEqual(["error: Unexpected object read", "error: Unexpected object read"]);
  });

  test("is validated by the rules of its attributes and by its own", async () => {
    expect(told(await driver.validateList(BOOK, { format: "clay" }))).toEqual([
      "error: Invalid attribute value",
    ]);
    expect(told(await driver.validateList(BOOK, { order: "sideways" }))).toEqual(["error: No such order"]);
  });

  test("objects without an identity is refused", async () => {
    expect(told(await driver.list("shelf_nothing", {}))).toEqual(["error: Resource without identity"]);
  });

  test("needs a configured provider, and says so", async () => {
    expect(told(await createDriver(shelfWithStreams).list(BOOK, {}))).toEqual([
      "error: Provider not configured",
    ]);
  });
});

describe("an action", () => {
  test("reports its progress and how it ended", async () => {
    expect(await driver.invoke("shelf_tidy", { rows: 2 })).toMatchObject({
      progress: ["row 1, carefully", "row 2, carefully"],
      diagnostics: [{ severity: "warning", summary: "Dust everywhere" }],
    });
  });

  test("that fails ends with the error", async () => {
    const { progress, diagnostics } = await driver.invoke("shelf_tidy", { rows: 1, until: "broken" });
    expect([progress.length, told({ diagnostics })]).toEqual([1, ["error: A board broke"]]);
  });

  test("has a plan hook, which gets unknown values too", async () => {
    expect(told(await driver.planAction("shelf_tidy", { rows: 13 }))).toEqual(["warning: Bad luck"]);
    expect(told(await driver.planAction("shelf_tidy", { rows: UNKNOWN }))).toEqual([]);
    expect(told(await createDriver(shelfWithStreams).planAction("shelf_tidy", { rows: 13 }))).toEqual([]);
  });

  test("is deferred while the provider's configuration is unknown, if the client allows it", async () => {
    const handlers = createHandlers(shelfWithStreams);
    const clientCapabilities = { deferralAllowed: true };
    const { deferred } = await handlers.PlanAction({ ...tidying({ rows: 1 }), clientCapabilities });
    expect(deferred).toEqual({ reason: 2 });
  });

  test("is validated by the rules of its attributes and by its own", async () => {
    expect(told(await driver.validateAction("shelf_tidy", { rows: 1, until: "dusk" }))).toEqual([
      "error: Invalid attribute value",
    ]);
    expect(told(await driver.validateAction("shelf_tidy", { rows: 0 }))).toEqual(["error: Nothing to tidy"]);
  });

  test("ends when terraform stops the provider", async () => {
    const running = driver.invoke("shelf_tidy", { rows: 1, until: "stopped" });
    await eventually("the invocation", () => signals.length === 1);
    await driver.stop();
    expect((await running).diagnostics).toMatchObject([{ detail: "Terraform was interrupted" }]);
  });
});

describe("over a connection", () => {
  let served: ServedProvider;
  let session: ClientHttp2Session;

  beforeEach(async () => {
    served = await serveInProcess(shelfWithStreams);
    session = connect("http://localhost", { createConnection: () => connectSocket(served.address.address) });
    const { request } = PROVIDER_CALLS.ConfigureProvider;
    const config = writeObject(shelfWithStreams.schema.type, { directory });
    const configuring = open("ConfigureProvider", request.encode({ config }));
    for await (const _ of configuring);
  });
  afterEach(async () => {
    session.destroy();
    await served.close();
  });

  function open(name: string, message: Uint8Array): ClientHttp2Stream {
    const stream = session.request({
      ":method": "POST",
      ":path": `/tfplugin6.Provider/${name}`,
      "content-type": "application/grpc",
      te: "trailers",
    });
    stream.end(frame(message));
    return stream;
  }

  /** The messages of a stream, whatever chunks they arrive in. */
  async function* messagesOf(stream: ClientHttp2Stream): AsyncGenerator<Uint8Array> {
    let rest = Buffer.alloc(0);
    for await (const chunk of stream) {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
        const end = 5 + rest.readUInt32BE(1);
        yield rest.subarray(5, end);
        rest = rest.subarray(end);
      }
    }
  }

  const { request: listRequest, event: listEvent } = STREAM_CALLS.ListResource;
  const { request: invokeRequest, event: invokeEvent } = STREAM_CALLS.InvokeAction;

  test("every object found is a message of its own, and the stream ends well", async () => {
    for (const title of ["One", "Two"]) await driver.apply(BOOK, { title });
    const stream = open("ListResource", listRequest.encode({ typeName: BOOK }));
    let status: unknown;
    stream.on("trailers", (trailers) => {
      status = trailers["grpc-status"];
    });
    const names: string[] = [];
    for await (const message of messagesOf(stream)) names.push(listEvent.decode(message).displayName);
    expect([names, status]).toEqual([["“One”", "“Two”"], "0"]);
  });

  test("progress arrives while the action runs, and it is aborted when the client leaves", async () => {
    const stream = open("InvokeAction", invokeRequest.encode(tidying({ rows: 1, until: "stopped" })));
    const first = await messagesOf(stream).next();
    expect(invokeEvent.decode(first.value)).toEqual({
      progress: { message: "row 1, carefully" },
      completed: null,
    });
    stream.close();
    await eventually("the abort", () => signals[0]?.aborted === true);
  });

  test("a long stream to a slow reader arrives whole and in order", async () => {
    const stream = open("InvokeAction", invokeRequest.encode(tidying({ rows: 20_000 })));
    const events = [];
    for await (const message of messagesOf(stream)) {
      if (events.length % 5_000 === 0) await new Promise(setImmediate);
      events.push(invokeEvent.decode(message));
    }
    expect(events).toHaveLength(20_001);
    expect(events[19_999]?.progress?.message).toBe("row 20000, carefully");
    expect(events[20_000]?.completed?.diagnostics).toMatchObject([{ summary: "Dust everywhere" }]);
  });
});

test("the schema and the metadata name lists and actions", async () => {
  const handlers = createHandlers(shelfWithStreams);
  const schemas = await handlers.GetProviderSchema({});
  expect(Object.keys(schemas.listResourceSchemas)).toEqual([BOOK, "shelf_nothing"]);
  expect(schemas.actionSchemas.shelf_tidy?.schema?.block?.description).toBe("Tidies the shelf.");
  expect(await handlers.GetMetadata({})).toMatchObject({
    listResources: [{ name: BOOK }, { name: "shelf_nothing" }],
    actions: [{ name: "shelf_tidy" }],
  });
});

test("a configuration is made from a state, without values that only the provider sets", async () => {
  const { state } = await driver.apply(BOOK, { title: "a", chapters: [{ heading: "One" }] });
  const type = shelfWithStreams.resources[BOOK]?.schema.type;
  if (type === undefined) throw new Error("the shelf has no books");
  const { config, diagnostics } = await createHandlers(shelfWithStreams).GenerateResourceConfig({
    typeName: BOOK,
    state: writeObject(type, state),
  });
  const expected = {
    ...state,
    id: null,
    revision: null,
    loan_key: null,
    borrower: null,
    pin_length: null,
    chapters: [{ heading: "One", length: 10, anchor: null }],
  };
  expect([config, diagnostics]).toEqual([writeObject(type, expected), []]);
});
