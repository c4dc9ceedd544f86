/** What a state holds right after an import or a move, and what becomes of nulls that read passes on. */
import {
  computed,
  createDriver,
  type Driver,
  defineProvider,
  defineResource,
  defineSchema,
  optional,
  type ResourceDefinition,
  required,
  types,
} from "../../../src/tfplugin";

const description = "…";
const schema = defineSchema({
  description,
  attributes: {
    id: computed.string({ description, keep: true }),
    path: required.string({ description, replace: true }),
    region: optional.string({ description, default: "eu", replace: true }),
    zone: optional.string({ description, computed: true, keep: true, replace: true }),
    note: optional.string({ description, replace: true }),
    size: optional.number({ description, default: 3 }),
    on_destroy: optional.string({ description, default: "keep", providerOnly: true }),
    policy: optional.object({
      description,
      default: {},
      attributes: {
        mode: optional.string({ description, default: "open" }),
        realm: optional.string({ description, default: "main", replace: true }),
      },
    }),
  },
});
type Parts = Partial<ResourceDefinition<object, typeof schema, "id">>;

async function driverOf(parts: Parts): Promise<Driver> {
  const disk = defineResource<object>()<typeof schema, "id">({
    schema,
    knownAfterImport: ["id"],
    create: ({ plan }) => ({ ...plan, id: "1", zone: "z" }),
    read: () => null,
    update: ({ plan, prior }) => ({ ...plan, id: prior.id, zone: prior.zone }),
    delete() {},
    import: ({ id }) => ({ id }),
    ...parts,
  });
  const driver = createDriver(
    defineProvider({
      address: "host.example/a/b",
      version: "1.0.0",
      schema: defineSchema({ description, attributes: {} }),
      configure: () => ({}),
      resources: { b_disk: disk },
    }),
  );
  await driver.configure({});
  return driver;
}

/** A handler that was compiled without these types: it returns what it was given. */
const passOn = (({ state }) => state) as NonNullable<Parts["read"]>;
const IMPORTED = {
  id: "7",
  path: null,
  region: null,
  zone: null,
  note: null,
  size: 3,
  on_destroy: "keep",
  policy: { mode: "open", realm: null },
};

test("read finds the defaults, except those that could make the next plan replace the object", async () => {
  const seen: unknown[] = [];
  const driver = await driverOf({
    read({ state }) {
      seen.push(state);
      return { ...state, path: "/x", region: "us", zone: "z" };
    },
  });
  const { state } = await driver.import("b_disk", "7");
  expect(seen).toEqual([IMPORTED]);
  const planned = await driver.plan("b_disk", { path: "/x", region: "us" }, state);
  expect(planned.requiresReplace).toEqual([]);
});

test("a read that passes nulls on does not make the next plan destroy the imported object", async () => {
  const driver = await driverOf({ read: passOn });
  const { state } = await driver.import("b_disk", "7");
  expect(state).toEqual(IMPORTED);
  const config = { path: "/x", region: "us", zone: "z1" };
  const plan = await driver.plan("b_disk", config, state);
  expect([plan.diagnostics, plan.requiresReplace]).toEqual([[], []]);
  expect(plan.planned).toMatchObject({ ...config, id: "7" });
});

test("a null that is a value of the object still counts as a change", async () => {
  const driver = await driverOf({});
  const { state } = await driver.apply("b_disk", { path: "/x" });
  expect((await driver.plan("b_disk", { path: "/x", note: "n" }, state)).requiresReplace).toEqual(["note"]);
});

test("an import that returns less than it says is an error that names what is missing", async () => {
  const driver = await driverOf({ import: () => ({}) as { id: string } });
  const { state, diagnostics } = await driver.import("b_disk", "7");
  expect([state, diagnostics]).toEqual([
    null,
    [expect.objectContaining({ severity: "error", detail: expect.stringContaining("no value for id.") })],
  ]);
});

test("so is an import by an identity that does not tell enough", async () => {
  const driver = await driverOf({
    identity: { attributes: { path: { type: types.string, description } }, of: ({ path }) => ({ path }) },
  });
  const { diagnostics } = await driver.import("b_disk", { identity: { path: "/x" } });
  expect(diagnostics).toMatchObject([{ summary: "The import is incomplete" }]);
});

test("a move across types leaves the same", async () => {
  const driver = await driverOf({ move: ({ state }) => ({ id: String(state.number) }) });
  const from = { providerAddress: "a/b/c", typeName: "c_disk", state: { number: 7 } };
  expect((await driver.move("b_disk", from)).state).toEqual(IMPORTED);
});
