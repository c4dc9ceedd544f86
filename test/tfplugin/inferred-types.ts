/** Compiled by tsc, never run: what the schema builders infer. A wrong inference is a compile error here. */
import {
  type ConfigOf,
  computed,
  defineProvider,
  defineResource,
  defineSchema,
  oneOf,
  optional,
  type PlannedOf,
  type PlanOf,
  required,
  type StateOf,
  UNKNOWN,
  type Unknown,
} from "../../src/tfplugin";

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
    return state.name === "" ? null : context.get(state.id);
  },
  async update({ prior, plan, context }) {
    return { ...(await context.get(prior.id)), name: plan.name };
  },
  delete() {},
  import: ({ id }) => ({ id }),
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
