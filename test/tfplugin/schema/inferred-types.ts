/**
 * The types that the schema builders infer. This file is compiled but never run: a wrong type is an error.
 */
import {
  type ConfigOf,
  computed,
  conflictsWith,
  defineAction,
  defineDataSource,
  defineEphemeral,
  defineFunction,
  defineListResource,
  defineProvider,
  defineResource,
  defineSchema,
  exactlyOneOf,
  type KnownOf,
  oneOf,
  optional,
  type PlannedOf,
  type PlanOf,
  required,
  requiredWith,
  type StateOf,
  timeouts,
  types,
  UNKNOWN,
  type Unknown,
} from "../../../src/tfplugin";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function expectType<_ extends true>(): void {}

const description = "…";
const schema = defineSchema({
  description,
  attributes: {
    id: computed.string({ description, keep: true }),
    name: required.string({ description, replace: true }),
    mode: optional.string({ description, default: "keep", validate: [oneOf("keep", "drop")] }),
    note: optional.string({ description }),
    network: optional.string({ description, computed: true, keep: true }),
    seen: computed.string({ description, nullable: true }),
    secret: optional.string({ description, writeOnly: true }),
    count: optional.number({ description, default: 3 }),
    scopes: optional.set.string({ description, default: [] }),
    triggers: optional.map.string({ description }),
    external: optional.object({
      description,
      default: { source: "none" },
      attributes: {
        source: required.string({ description }),
        path: optional.string({ description }),
        strict: optional.bool({ description, default: true }),
      },
    }),
    steps: required.list.object({ description, attributes: { run: required.string({ description }) } }),
  },
});

type State = StateOf<typeof schema>;
type Plan = PlanOf<typeof schema>;
type Planned = PlannedOf<typeof schema>;
type Config = ConfigOf<typeof schema>;

expectType<Same<State["id"], string>>();
expectType<Same<State["mode"], string>>();
expectType<Same<State["note"], string | null>>();
expectType<Same<State["network"], string>>();
expectType<Same<State["seen"], string | null>>();
expectType<Same<State["secret"], null>>();
expectType<Same<State["count"], number>>();
expectType<Same<State["scopes"], readonly string[]>>();
expectType<Same<State["triggers"], Readonly<Record<string, string>> | null>>();
expectType<Same<State["external"]["path"], string | null>>();
expectType<Same<State["external"]["strict"], boolean>>();
expectType<Same<State["steps"][number]["run"], string>>();

expectType<Same<Plan["id"], string | null | Unknown>>();
expectType<Same<Plan["name"], string>>();
expectType<Same<Plan["mode"], string>>();
expectType<Same<Plan["note"], string | null>>();
expectType<Same<Plan["network"], string | null | Unknown>>();
expectType<Same<Plan["secret"], null>>();
expectType<Same<Plan["scopes"], readonly string[]>>();

expectType<Same<Planned["name"], string | Unknown>>();
expectType<Same<Planned["mode"], string | Unknown>>();

expectType<Same<Config["id"], null>>();
expectType<Same<Config["name"], string | Unknown>>();
expectType<Same<Config["mode"], string | null | Unknown>>();
expectType<Same<Config["secret"], string | null | Unknown>>();
expectType<Same<Config["scopes"], readonly (string | Unknown)[] | null | Unknown>>();

// @ts-expect-error an option that does not exist
required.string({ description, sensitve: true });
// @ts-expect-error a required attribute has no default
required.string({ description, default: "x" });
// @ts-expect-error the default has the attribute's type
optional.number({ description, default: "x" });
// @ts-expect-error a rule for strings is no rule for numbers
optional.number({ description, validate: [oneOf("a")] });
// @ts-expect-error a computed attribute cannot be write-only
computed.string({ description, writeOnly: true });
// @ts-expect-error a description is not optional
computed.string({});
optional.object({
  description,
  // @ts-expect-error the default of an object needs its required attributes
  default: {},
  attributes: { source: required.string({ description }) },
});
optional.string({ description, same: (stored, other) => stored.trim() === other.trim() });

interface Api {
  get(id: string): Promise<State>;
}

const thing = defineResource<Api>()({
  schema,
  knownAfterImport: ["id"],
  plan({ config, prior, plan }) {
    expectType<Same<typeof config.name, string | Unknown>>();
    expectType<Same<typeof prior, State | null>>();
    return { ...plan, id: UNKNOWN };
  },
  async create({ plan, context, save }) {
    save({ id: "1" });
    return context.get(plan.name);
  },
  async read({ state, context }) {
    expectType<Same<typeof state.id, string>>();
    expectType<Same<typeof state.name, string | null>>();
    expectType<Same<typeof state.mode, string>>();
    expectType<Same<typeof state.network, string | null>>();
    expectType<Same<typeof state.external, State["external"]>>();
    expectType<Same<typeof state.steps, State["steps"] | null>>();
    return state.name === "" ? null : context.get(state.id);
  },
  async update({ prior, plan, context }) {
    return { ...(await context.get(prior.id)), name: plan.name };
  },
  delete({ state }) {
    expectType<Same<typeof state.name, string>>();
  },
  import: ({ id }) => ({ id }),
});

defineResource<Api>()({
  schema,
  knownAfterImport: ["id"],
  create: ({ context }) => context.get("1"),
  // @ts-expect-error right after an import, the name may be null, and a state has a name
  read: ({ state }) => state,
  update: ({ prior }) => prior,
  delete() {},
  import: ({ id }) => ({ id }),
});

defineResource<Api>()({
  schema,
  create: ({ context }) => context.get("1"),
  read: ({ state }) => state,
  update: ({ prior }) => prior,
  delete() {},
  // @ts-expect-error without knownAfterImport, an import tells everything, because read relies on it
  import: ({ id }) => ({ id }),
});

defineResource<Api>()({
  schema,
  // @ts-expect-error an attribute that does not exist
  knownAfterImport: ["ident"],
  create: ({ context }) => context.get("1"),
  read: () => null,
  update: ({ prior }) => prior,
  delete() {},
});

defineResource<Api>()({
  schema,
  // @ts-expect-error a state has every attribute
  create: () => ({ id: "1" }),
  read: () => null,
  update: ({ prior }) => prior,
  delete() {},
});

defineProvider({
  address: "registry.terraform.io/example/thing",
  version: "1.0.0",
  schema: defineSchema({ description, attributes: { url: optional.string({ description }) } }),
  async configure({ config }) {
    expectType<Same<typeof config.url, string | null | Unknown>>();
    return config.url === null ? null : { get: (_id: string): Promise<State> => Promise.reject(new Error()) };
  },
  resources: { thing },
});

defineProvider({
  address: "registry.terraform.io/example/thing",
  version: "1.0.0",
  schema: defineSchema({ description, attributes: {} }),
  configure: () => ({ post: 1 }),
  // @ts-expect-error the resource needs another context than configure makes
  resources: { thing },
});

/** Every shape an attribute can have, at every stage. */
const shapes = defineSchema({
  description,
  attributes: {
    text: required.string({ description, deprecated: "Use words." }),
    size: required.number({ description }),
    on: required.bool({ description }),
    list: optional.list.number({ description }),
    set: optional.set.bool({ description }),
    map: optional.map.number({ description, default: {} }),
    single: optional.object({ description, attributes: { a: required.string({ description }) } }),
    listed: optional.list.object({ description, attributes: { a: optional.bool({ description }) } }),
    chosen: optional.set.object({ description, attributes: { a: computed.string({ description }) } }),
    named: required.map.object({
      description,
      attributes: { a: optional.number({ description, default: 1 }) },
    }),
    plain: optional.plainObject({
      description,
      members: { a: types.string, b: types.list(types.object({ c: types.bool })) },
    }),
    plains: optional.list.plainObject({ description, members: { a: types.number } }),
    handle: computed.string({ description, keep: true, prefix: "h-" }),
    timeouts: timeouts({ create: "5m", delete: "90s" }),
  },
});
type Shapes = StateOf<typeof shapes>;
type Known = KnownOf<typeof shapes>;

expectType<Same<Shapes["text"], string>>();
expectType<Same<Shapes["size"], number>>();
expectType<Same<Shapes["on"], boolean>>();
expectType<Same<Shapes["list"], readonly number[] | null>>();
expectType<Same<Shapes["set"], readonly boolean[] | null>>();
expectType<Same<Shapes["map"], Readonly<Record<string, number>>>>();
expectType<Same<NonNullable<Shapes["single"]>["a"], string>>();
expectType<Same<NonNullable<Shapes["listed"]>[number]["a"], boolean | null>>();
expectType<Same<NonNullable<Shapes["chosen"]>[number]["a"], string>>();
expectType<Same<Shapes["named"][string]["a"], number>>();
expectType<Same<NonNullable<Shapes["plain"]>["a"], string | null>>();
expectType<Same<NonNullable<Shapes["plain"]>["b"], readonly { readonly c: boolean | null }[] | null>>();
expectType<Same<NonNullable<Shapes["plains"]>[number]["a"], number | null>>();
expectType<Same<NonNullable<Shapes["timeouts"]>["create"], string | null>>();
expectType<Same<keyof NonNullable<Shapes["timeouts"]>, "create" | "delete">>();

expectType<Same<Known["text"], string>>();
expectType<Same<Known["map"], Readonly<Record<string, number>>>>();
expectType<Same<Known["list"], readonly number[] | null>>();
expectType<Same<Known["handle"], null>>();
expectType<Same<Known["named"][string]["a"], number>>();

type ShapesConfig = ConfigOf<typeof shapes>;
expectType<Same<ShapesConfig["list"], readonly (number | Unknown)[] | null | Unknown>>();
expectType<Same<Extract<ShapesConfig["plain"], { a: unknown }>["a"], string | null | Unknown>>();

// @ts-expect-error a number has no prefix
computed.number({ description, prefix: "x" });
// @ts-expect-error a member that is not in the type
optional.plainObject({ description, members: { a: types.string }, default: { b: "x" } });
// @ts-expect-error an operation that does not exist
timeouts({ destroy: "5m" });

defineDataSource<Api>()({
  schema: shapes,
  read({ config }) {
    expectType<Same<typeof config, Known>>();
    return { ...config, handle: "h-1", chosen: null };
  },
});

defineDataSource<Api>()({
  schema: shapes,
  // @ts-expect-error a computed attribute needs a value
  read: ({ config }) => ({ ...config, chosen: null }),
});

defineEphemeral<Api>()({
  schema: shapes,
  open: ({ config }) => ({ result: { ...config, handle: "h-1", chosen: null }, renewAt: new Date(0) }),
});

defineFunction({
  summary: "…",
  description,
  parameters: {
    text: { type: types.string, description },
    tags: { type: types.set(types.string), description, nullable: true },
    any: { type: types.map(types.object({ n: types.number })), description, unknown: true },
  },
  variadic: { name: "more", type: types.bool, description },
  returns: types.list(types.number),
  call({ text, tags, any }, more) {
    expectType<Same<typeof text, string>>();
    expectType<Same<typeof tags, readonly string[] | null>>();
    expectType<Same<typeof any, Readonly<Record<string, { readonly n: number | null }>> | Unknown>>();
    expectType<Same<typeof more, readonly boolean[]>>();
    return [1];
  },
});

defineFunction({
  summary: "…",
  description,
  parameters: {},
  returns: types.string,
  // @ts-expect-error the result has another type
  call: () => 1,
});

defineListResource<Api>()({
  resource: shapes,
  schema: defineSchema({ description, attributes: { kind: optional.string({ description, default: "a" }) } }),
  async *list({ config, limit }) {
    expectType<Same<typeof config.kind, string>>();
    expectType<Same<typeof limit, number>>();
    const state: Shapes = await Promise.reject(new Error());
    yield { displayName: config.kind, state };
  },
});

defineListResource<Api>()({
  resource: shapes,
  schema: defineSchema({ description, attributes: {} }),
  // @ts-expect-error what is found is a state of the resource
  list: () => [{ displayName: "x", state: { text: "x" } }],
});

defineAction<Api>()({
  schema: shapes,
  plan({ config }) {
    expectType<Same<typeof config, ShapesConfig>>();
  },
  invoke({ config, progress }) {
    expectType<Same<typeof config, Known>>();
    progress(config.text);
  },
});

/** Collections of collections. */
const grids = defineSchema({
  description,
  attributes: {
    grid: required.list.of({ description, element: types.list(types.number) }),
    routes: optional.map.of({ description, default: {}, element: types.list(types.string) }),
    pairs: computed.set.of({ description, element: types.map(types.bool) }),
    plain: optional.plainObject({ description, members: { rows: types.list(types.list(types.string)) } }),
    first: optional.string({ description }),
    second: optional.string({ description }),
    nested: optional.object({
      description,
      attributes: { a: optional.string({ description }), b: optional.string({ description }) },
      relations: [conflictsWith("a", "b")],
    }),
  },
  relations: [exactlyOneOf("first", "second"), requiredWith("first", "routes")],
});
type Grids = StateOf<typeof grids>;
type GridsConfig = ConfigOf<typeof grids>;

expectType<Same<Grids["grid"], readonly (readonly number[])[]>>();
expectType<Same<Grids["routes"], Readonly<Record<string, readonly string[]>>>>();
expectType<Same<Grids["pairs"], readonly Readonly<Record<string, boolean>>[]>>();
expectType<Same<GridsConfig["grid"], readonly (readonly (number | Unknown)[] | Unknown)[] | Unknown>>();
expectType<
  Same<
    Extract<GridsConfig["plain"], { rows: unknown }>["rows"],
    readonly (readonly (string | Unknown)[] | Unknown)[] | null | Unknown
  >
>();

// @ts-expect-error the default has the type of the elements
optional.list.of({ description, element: types.list(types.string), default: [[1]] });
// @ts-expect-error a collection needs the type of its elements
optional.list.of({ description });
defineSchema({
  description,
  attributes: { first: optional.string({ description }), second: optional.string({ description }) },
  // @ts-expect-error an attribute that does not exist
  relations: [exactlyOneOf("first", "third")],
});
