/** The harness that provider authors test with, and that the driver does what the real terraform does. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  computed,
  DiagnosticError,
  type DiagnosticText,
  defineProvider,
  defineResource,
  defineSchema,
  optional,
  required,
} from "../../../src/tfplugin";
import { createDriver, TerraformHarness } from "../../../src/tfplugin/testing";

jest.setTimeout(60_000);

const description = "…";
const schema = defineSchema({
  description,
  attributes: {
    id: computed.string({ description, keep: true }),
    name: required.string({ description, replace: true }),
    label: optional.string({ description, default: "none" }),
    pin: optional.string({ description, sensitive: true }),
  },
});

interface Stored {
  readonly name: string;
  readonly label: string;
  readonly pin: string | null;
}
const objects = new Map<string, Stored>();
/** What the handlers did, in their order. */
const log: string[] = [];
/** What read finds instead of the label. */
let drift: string | null = null;
/** Makes the next delete fail. */
let refusal: DiagnosticText | null = null;

const crate = defineResource<object>()({
  schema,
  knownAfterImport: ["id"],
  create({ plan: { name, label, pin }, privateState }) {
    const id = `crate-${objects.size}`;
    objects.set(id, { name, label, pin });
    log.push(`create ${name}, private ${JSON.stringify(privateState.get())}`);
    privateState.set({ of: name });
    return { id, name, label, pin };
  },
  read({ state: { id } }) {
    const found = objects.get(id);
    return found === undefined ? null : { id, ...found, label: drift ?? found.label };
  },
  update({ prior: { id }, plan: { name, label, pin } }) {
    objects.set(id, { name, label, pin });
    log.push(`update ${name}`);
    return { id, name, label, pin };
  },
  delete({ state, privateState }) {
    if (refusal !== null) throw new DiagnosticError(refusal);
    log.push(`delete ${state.name}, private ${JSON.stringify(privateState.get())}`);
    objects.delete(state.id);
  },
  import: ({ id }) => ({ id }),
});

const provider = defineProvider({
  address: "registry.terraform.io/example/depot",
  version: "1.0.0",
  schema: defineSchema({ description, attributes: { url: optional.string({ description }) } }),
  configure: () => ({}),
  resources: { depot_crate: crate },
});

let harness: TerraformHarness;
beforeAll(async () => {
  harness = await TerraformHarness.open(provider, { configuration: 'provider "depot" { url = "x" }' });
});
beforeEach(() => {
  log.length = 0;
  drift = null;
  refusal = null;
});
afterAll(async () => {
  await harness.close();
  expect(existsSync(harness.root)).toBe(false);
});

const crateNamed = (name: string, more = "") =>
  `resource "depot_crate" "a" {\n name = "${name}"\n ${more}\n}`;

test("applies without init, then finds an empty plan, and the import equal to the state", async () => {
  await harness.apply(crateNamed("one", 'pin = "1234"'));
  expect(harness.stored("depot_crate.a")).toMatchObject({ name: "one", label: "none" });
  await harness.expectEmptyPlan();
  await harness.verifyImport("depot_crate.a");
});

test("a plan that is not empty is an error that shows the plan", async () => {
  drift = "scribbled";
  await expect(harness.expectEmptyPlan()).rejects.toThrow(
    /terraform plan -refresh=true is not empty:.*"scribbled" -> "none"/s,
  );
});

test("an import that differs from the state names the attributes, and shows no secret", async () => {
  const { id } = harness.stored("depot_crate.a") ?? {};
  objects.set(String(id), { name: "one", label: "other", pin: "9876" });
  const verified = harness.verifyImport("depot_crate.a");
  await expect(verified).rejects.toThrow('  label: "none" in the state, "other" imported\n  pin (sensitive)');
  await harness.verifyImport("depot_crate.a", { ignore: ["label", "pin"] });
  objects.set(String(id), { name: "one", label: "none", pin: "1234" });
});

test("a folder that cannot be made is the error of open", async () => {
  const root = join(harness.root, "nowhere", "deeper");
  await expect(TerraformHarness.open(provider, { root })).rejects.toThrow("ENOENT");
});

describe("a change that needs a new object", () => {
  test("is carried out by the driver as by terraform", async () => {
    await harness.apply(crateNamed("two"));
    const byTerraform = [...log];
    log.length = 0;

    const driver = createDriver(provider);
    await driver.configure({});
    const first = await driver.apply("depot_crate", { name: "one" });
    log.length = 0;
    const { state, diagnostics } = await driver.apply(
      "depot_crate",
      { name: "two" },
      first.state,
      first.privateData,
    );
    expect([state, diagnostics]).toEqual([expect.objectContaining({ name: "two" }), []]);
    expect(log).toEqual(byTerraform);
    expect(byTerraform.map((line) => line.split(",")[0])).toEqual(["delete one", "create two"]);
  });

  test("leaves the object when its delete fails", async () => {
    const driver = createDriver(provider);
    await driver.configure({});
    const first = await driver.apply("depot_crate", { name: "one" });
    refusal = { summary: "It is in use" };
    const second = await driver.apply("depot_crate", { name: "two" }, first.state);
    expect(second.state).toEqual(first.state);
    expect(second.diagnostics.map(({ summary }) => summary)).toEqual(["It is in use"]);
    expect(log.filter((line) => line.startsWith("create two"))).toEqual([]);
  });

  test("named by the plan hook without a change of its value is an update", async () => {
    const nervous = {
      ...crate,
      plan: ({ plan, requireReplace }: Parameters<NonNullable<typeof crate.plan>>[0]) => {
        requireReplace("name");
        return plan;
      },
    };
    const driver = createDriver(defineProvider({ ...provider, resources: { depot_crate: nervous } }));
    await driver.configure({});
    const first = await driver.apply("depot_crate", { name: "one" });
    const second = await driver.apply("depot_crate", { name: "one", label: "new" }, first.state);
    expect(second.state).toMatchObject({ id: first.state?.id, label: "new" });
    expect(log.at(-1)).toBe("update one");
  });
});
