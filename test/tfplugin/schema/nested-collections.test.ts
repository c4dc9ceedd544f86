import {
  computed,
  createDriver,
  defineProvider,
  defineResource,
  defineSchema,
  each,
  notBlank,
  optional,
  required,
  types,
  UNKNOWN,
} from "../../../src/tfplugin";
import { providerSchema } from "../../../src/tfplugin/serve/answer/provider-schema";
import { told } from "../support/told";

const description = "…";
const schema = defineSchema({
  description,
  attributes: {
    id: computed.string({ description, keep: true }),
    grid: required.list.of({
      description,
      element: types.list(types.string),
      validate: [each(each(notBlank()))],
    }),
    routes: optional.map.of({ description, default: {}, element: types.set(types.string) }),
    seen: computed.list.of({ description, element: types.map(types.list(types.number)) }),
  },
});
const board = defineResource<object>()({
  schema,
  create: ({ plan }) => ({ ...plan, id: "1", seen: [{ a: [1, 2] }] }),
  read: ({ state }) => state,
  update: ({ plan, prior }) => ({ ...plan, id: prior.id, seen: [{ b: [] }] }),
  delete() {},
});
const provider = defineProvider({
  address: "registry.terraform.io/example/game",
  version: "1.0.0",
  schema: defineSchema({ description, attributes: {} }),
  configure: () => ({}),
  resources: { game_board: board },
});

const driver = createDriver(provider);
beforeAll(() => driver.configure({}));

test("have their types in the schema", () => {
  const attributes = providerSchema(provider).resourceSchemas.game_board?.block?.attributes ?? [];
  expect(
    Object.fromEntries(attributes.map(({ name, type }) => [name, Buffer.from(type).toString()])),
  ).toEqual({
    id: '"string"',
    grid: '["list",["list","string"]]',
    routes: '["map",["set","string"]]',
    seen: '["list",["map",["list","number"]]]',
  });
});

test("are created, kept, and planned anew when an inner element changes", async () => {
  const config = { grid: [["a", "b"], []], routes: { r: ["y", "x"] } };
  const { state, diagnostics } = await driver.apply("game_board", config);
  expect([state, diagnostics]).toEqual([{ ...config, id: "1", seen: [{ a: [1, 2] }] }, []]);
  const same = await driver.plan("game_board", { ...config, routes: { r: ["x", "y"] } }, state);
  expect(same.planned).toMatchObject({ seen: [{ a: [1, 2] }] });
  const changed = await driver.apply("game_board", { grid: [["a", "c"], []] }, state);
  expect(changed).toMatchObject({ diagnostics: [], state: { grid: [["a", "c"], []], seen: [{ b: [] }] } });
});

test("may be unknown at any depth while planning", async () => {
  const grid = [["a", UNKNOWN], UNKNOWN];
  expect((await driver.validate("game_board", { grid })).diagnostics).toEqual([]);
  expect((await driver.plan("game_board", { grid })).planned).toMatchObject({ grid });
});

test("have rules for their inner elements", async () => {
  const { diagnostics } = await driver.validate("game_board", { grid: [["a"], [""]] });
  expect(diagnostics[0]?.detail).toBe('Attribute grid element 2 element 1 must be not blank, got "".');
});

test("with an inner null returned by a handler are an error that names the element", async () => {
  const broken = { ...board, create: () => ({ id: "1", grid: [["a", null]], routes: {}, seen: [] }) };
  const other = createDriver(
    defineProvider({ ...provider, resources: { game_board: broken as unknown as typeof board } }),
  );
  await other.configure({});
  const applied = await other.apply("game_board", { grid: [["a", "b"]] });
  expect(told(applied)[0]).toBe("error: Unexpected result after apply");
  expect(applied.diagnostics[0]?.detail).toContain("grid[0][1] must not be null");
});
