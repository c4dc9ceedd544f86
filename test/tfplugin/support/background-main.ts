/**
 * A program that calls a provider whose handlers leave rejected promises behind. It prints what is reported.
 */
import {
  computed,
  createDriver,
  defineAction,
  defineDataSource,
  defineFunction,
  defineListResource,
  defineProvider,
  defineResource,
  defineSchema,
  types,
} from "../../../src/tfplugin";
import { reportRejection } from "../../../src/tfplugin/serve/answer/open-call";

const description = "…";
const empty = defineSchema({ description, attributes: {} });
const schema = defineSchema({ description, attributes: { id: computed.string({ description }) } });

/** Nothing awaits this. */
function forget(what: string, later: Promise<unknown> = Promise.resolve()): void {
  void later.then(() => Promise.reject(new Error(`${what} failed`)));
}
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 5));

const thing = defineResource<object>()({
  schema,
  create() {
    forget("a create's work");
    return { id: "1" };
  },
  async read({ state }) {
    forget("a read's work");
    await aWhile();
    return state;
  },
  update: ({ prior }) => prior,
  delete() {
    forget("a delete's work", aWhile());
  },
  identity: { attributes: { id: { type: types.string, description } }, of: ({ id }) => ({ id }) },
});

const provider = defineProvider({
  address: "host.example/a/b",
  version: "1.0.0",
  schema: empty,
  configure: () => ({}),
  resources: { b_thing: thing },
  dataSources: {
    b_sight: defineDataSource<object>()({
      schema,
      async read() {
        await Promise.all([aWhile(), aWhile().then(() => forget("a look's work"))]);
        return { id: "1" };
      },
    }),
  },
  listResources: {
    b_thing: defineListResource<object>()({
      resource: schema,
      schema: empty,
      async *list() {
        forget("a list's work");
        yield { displayName: "one", state: { id: "1" } };
      },
    }),
  },
  actions: { b_act: defineAction<object>()({ schema: empty, invoke: () => forget("an action's work") }) },
  functions: {
    f: defineFunction({
      summary: "…",
      description,
      parameters: {},
      returns: types.bool,
      call() {
        forget("a function's work");
        return true;
      },
    }),
  },
});

process.on("unhandledRejection", (reason) => {
  if (reportRejection(reason)) return;
  process.stdout.write(`not reported: ${reason instanceof Error ? reason.message : reason}\n`);
});

async function main(): Promise<void> {
  const driver = createDriver(provider);
  await driver.configure({});
  const created = await driver.apply("b_thing", {});
  const print = (what: string, answer: object) => process.stdout.write(`${what} ${JSON.stringify(answer)}\n`);
  print("create", created);
  print("read", await driver.read("b_thing", { id: "1" }));
  print("look", await driver.readData("b_sight", {}));
  print("list", await driver.list("b_thing", {}));
  print("action", await driver.invoke("b_act", {}));
  print("function", await driver.call("f"));
  // Its work fails after the answer.
  print("delete", await driver.apply("b_thing", null, { id: "1" }));
}

void main();
