import fc from "fast-check";
import { computed, defineSchema, isUnknown, optional, required, timeouts, UNKNOWN } from "../../src/tfplugin";
import { Diagnostics } from "../../src/tfplugin/diagnostics";
import { checkPlan } from "../../src/tfplugin/plan-check";
import { planObject } from "../../src/tfplugin/planning";
import { replacedPaths } from "../../src/tfplugin/replacement";
import type { Attribute } from "../../src/tfplugin/schema/attribute";
import { salvage, settleApplied, settleRead } from "../../src/tfplugin/settle";
import { conformObject } from "../../src/tfplugin/value/conform";
import { equal } from "../../src/tfplugin/value/equal";
import { formatPath } from "../../src/tfplugin/value/path";
import { isRecord, type ObjectValue, type Value, type ValueType } from "../../src/tfplugin/value/type";
import { containsUnknown, UNKNOWN_NOT_NULL } from "../../src/tfplugin/value/unknown";

const description = "…";

const { type } = defineSchema({
  description,
  attributes: {
    id: computed.string({ description, keep: true }),
    name: required.string({ description }),
    network: optional.string({ description, replace: true }),
    region: optional.string({ description, computed: true, replace: true, keep: true }),
    size: optional.number({ description, default: 3 }),
    labels: optional.set.string({ description, default: [] }),
    order: optional.list.string({ description }),
    certificate: optional.string({ description, same: (a, b) => a.trim() === b.trim() }),
    secret: optional.string({ description, writeOnly: true }),
    revision: computed.number({ description }),
    note: computed.string({ description, keep: true, nullable: true }),
    policy: optional.object({
      description,
      default: { mode: "open" },
      attributes: {
        mode: required.string({ description }),
        limit: optional.number({ description, default: 5 }),
        realm: optional.string({ description, replace: true }),
        inner: optional.object({
          description,
          default: {},
          attributes: { strict: optional.bool({ description, default: true }) },
        }),
      },
    }),
    steps: optional.list.object({
      description,
      attributes: {
        run: required.string({ description }),
        shell: optional.string({ description, default: "sh" }),
        handle: computed.string({ description, keep: true }),
        pass: optional.string({ description, writeOnly: true }),
      },
    }),
    rules: optional.set.object({
      description,
      attributes: {
        port: required.number({ description }),
        handle: computed.string({ description, keep: true }),
      },
    }),
    hosts: optional.map.object({
      description,
      attributes: { port: optional.number({ description, default: 22 }) },
    }),
  },
});

const whole = (parts: Record<string, unknown>) =>
  conformObject(type, parts as ObjectValue, ({ path, problem }) => {
    throw new Error(`${formatPath(path)} ${problem}`);
  });
const plan = (config: Record<string, unknown>, prior: ObjectValue | null = null) =>
  planObject(type, whole(config), prior);

/** What an API would make of a plan: every unknown gets a value. */
function applied(planned: ObjectValue): ObjectValue {
  let number = 0;
  const fill = (of: ValueType<Attribute>, value: Value): Value => {
    number += 1;
    if (isUnknown(value)) return of.kind === "number" ? number : `made-${number}`;
    if (of.kind === "object" && isRecord(value)) {
      return Object.fromEntries(
        Object.entries(of.attributes).map(([name, attribute]) => [
          name,
          fill(attribute.type, value[name] ?? null),
        ]),
      );
    }
    if (!("element" in of) || value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((element) => fill(of.element, element));
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => [key, fill(of.element, element)]),
    );
  };
  return fill(type, planned) as ObjectValue;
}

const created = (config: Record<string, unknown>) => applied(plan(config));

describe("creating", () => {
  test("takes the configuration, the defaults at every depth, and leaves computed values open", () => {
    expect(plan({ name: "a", steps: [{ run: "x" }], hosts: { h: {} } })).toEqual({
      id: UNKNOWN_NOT_NULL,
      name: "a",
      network: null,
      region: UNKNOWN_NOT_NULL,
      size: 3,
      labels: [],
      order: null,
      certificate: null,
      secret: null,
      revision: UNKNOWN_NOT_NULL,
      note: UNKNOWN,
      policy: { mode: "open", limit: 5, realm: null, inner: { strict: true } },
      steps: [{ run: "x", shell: "sh", handle: UNKNOWN_NOT_NULL, pass: null }],
      rules: null,
      hosts: { h: { port: 22 } },
    });
  });

  test("applies inner defaults to a nested object that is configured in part", () => {
    expect(plan({ name: "a", policy: { mode: "shut", inner: { strict: false } } }).policy).toEqual({
      mode: "shut",
      limit: 5,
      realm: null,
      inner: { strict: false },
    });
  });

  test("plans no write-only value, at any depth", () => {
    const planned = plan({ name: "a", secret: "hunter2", steps: [{ run: "x", pass: "hunter2" }] });
    expect(JSON.stringify([planned.secret, (planned.steps as ObjectValue[])[0]?.pass])).toBe("[null,null]");
  });

  test("passes unknown configuration through", () => {
    const planned = plan({ name: UNKNOWN, labels: UNKNOWN, policy: UNKNOWN, order: ["a", UNKNOWN] });
    expect(planned).toMatchObject({ name: UNKNOWN, labels: UNKNOWN, policy: UNKNOWN, order: ["a", UNKNOWN] });
  });
});

describe("updating", () => {
  const config = { name: "a", steps: [{ run: "x" }], certificate: "PEM", rules: [{ port: 1 }, { port: 2 }] };
  const state = created(config);

  test("plans the stored state when nothing changes", () => {
    expect(plan(config, state)).toEqual(state);
  });

  test("a change keeps what is to be kept and opens the other computed values", () => {
    const planned = plan({ ...config, name: "b" }, state);
    expect(planned).toEqual({ ...state, name: "b", revision: UNKNOWN_NOT_NULL });
  });

  test("a kept value that is not there although it should be is opened, one that may be missing is not", () => {
    const planned = plan({ ...config, name: "b" }, { ...state, id: null, note: null });
    expect([planned.id, planned.note]).toEqual([UNKNOWN_NOT_NULL, null]);
  });

  test("another form of the same meaning is no change", () => {
    expect(plan({ ...config, certificate: " PEM\n" }, state)).toEqual(state);
    expect(plan({ ...config, certificate: "OTHER" }, state).certificate).toBe("OTHER");
  });

  test("a change of what only the provider heeds opens nothing, a change beside it does", () => {
    const { type: kept } = defineSchema({
      description,
      attributes: {
        name: required.string({ description }),
        on_destroy: optional.string({ description, default: "keep", providerOnly: true }),
        timeouts: timeouts({ create: "5m" }),
        revision: computed.number({ description }),
      },
    });
    const stored: ObjectValue = { name: "a", on_destroy: null, timeouts: null, revision: 1 };
    const config = { name: "a", on_destroy: "delete", timeouts: { create: "9m" }, revision: null };
    expect(planObject(kept, config, stored)).toEqual({ ...config, revision: 1 });
    expect(planObject(kept, { ...config, name: "b" }, stored)).toEqual({
      ...config,
      name: "b",
      revision: UNKNOWN_NOT_NULL,
    });
  });

  test("a write-only value is no change", () => {
    expect(plan({ ...config, secret: "new" }, state)).toEqual(state);
  });

  test("the order of a set is no change", () => {
    const labelled = created({ ...config, labels: ["a", "b"] });
    expect(equal(type, plan({ ...config, labels: ["b", "a"] }, labelled), labelled)).toBe(true);
    expect(plan({ ...config, labels: ["b", "a"] }, labelled).revision).toBe(labelled.revision);
  });

  test("a value no longer configured goes back to its default, to null, or stays as the API chose it", () => {
    const before = created({ ...config, size: 9, network: "n", region: "r" });
    expect(plan(config, before)).toMatchObject({ size: 3, network: null, region: "r" });
  });

  test("computed values inside a list follow their place, inside a set their configured values", () => {
    const planned = plan(
      { ...config, steps: [{ run: "y" }, { run: "z" }], rules: [{ port: 2 }, { port: 3 }] },
      state,
    );
    const [first] = state.steps as ObjectValue[];
    const second = (state.rules as ObjectValue[]).find(({ port }) => port === 2);
    expect(planned.steps).toMatchObject([{ handle: first?.handle }, { handle: UNKNOWN_NOT_NULL }]);
    expect(planned.rules).toEqual([second, { port: 3, handle: UNKNOWN_NOT_NULL }]);
  });
});

describe("replacing", () => {
  const config = { name: "a", network: "n", region: "r", policy: { mode: "m", realm: "x" } };
  const state = created(config);
  const replacedBy = (changed: Record<string, unknown>) => {
    const wanted = whole(changed);
    return replacedPaths(type, wanted, state, planObject(type, wanted, state)).map(formatPath);
  };

  test.each<[string, Record<string, unknown>, string[]]>([
    ["nothing changed", {}, []],
    ["an in-place value changed", { name: "b" }, []],
    ["a value changed", { network: "m" }, ["network"]],
    ["a value was removed", { network: null }, ["network"]],
    ["a value became unknown", { network: UNKNOWN }, ["network"]],
    ["a nested value changed", { policy: { mode: "m", realm: "y" } }, ["policy.realm"]],
    ["a computed value is no longer configured", { region: null }, []],
    ["two values changed", { region: "s", network: "m" }, ["network", "region"]],
  ])("when %s", (_, changed, paths) => {
    expect(replacedBy({ ...config, ...changed })).toEqual(paths);
  });

  test("a value that is equal by meaning does not replace", () => {
    const schema = defineSchema({
      description,
      attributes: {
        url: required.string({
          description,
          replace: true,
          same: (a, b) => a.toLowerCase() === b.toLowerCase(),
        }),
      },
    });
    const planned = planObject(schema.type, { url: "HTTP://A" }, { url: "http://a" });
    expect(replacedPaths(schema.type, { url: "HTTP://A" }, { url: "http://a" }, planned)).toEqual([]);
  });
});

const word = fc.constantFrom("", "a", "b", " a ", "c");
const maybe = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof(fc.constant(null), arbitrary, fc.constant(UNKNOWN));
const configs: fc.Arbitrary<ObjectValue> = fc
  .record({
    name: fc.oneof(word, fc.constant(UNKNOWN)),
    network: maybe(word),
    region: maybe(word),
    size: maybe(fc.integer({ min: 0, max: 4 })),
    labels: maybe(fc.uniqueArray(word)),
    order: maybe(fc.array(fc.oneof(word, fc.constant(UNKNOWN)), { maxLength: 3 })),
    certificate: maybe(word),
    secret: maybe(word),
    policy: maybe(
      fc.record({
        mode: word,
        limit: maybe(fc.nat(9)),
        inner: maybe(fc.record({ strict: maybe(fc.boolean()) })),
      }),
    ),
    steps: maybe(fc.array(fc.record({ run: word, shell: maybe(word), pass: maybe(word) }), { maxLength: 3 })),
    rules: maybe(fc.uniqueArray(fc.nat(4), { maxLength: 3 }).map((ports) => ports.map((port) => ({ port })))),
    hosts: maybe(
      fc.dictionary(word, fc.record({ port: maybe(fc.nat(3)) }), { maxKeys: 2, noNullPrototype: true }),
    ),
  })
  .map(whole);
const knownConfigs = configs.filter((config) => !containsUnknown(config));

describe("for any configuration and any stored state", () => {
  const priors = fc.option(knownConfigs.map(created));

  test("planning is a pure function", () => {
    fc.assert(
      fc.property(configs, priors, (config, prior) => {
        const before = JSON.stringify([describeUnknowns(config), prior]);
        expect(planObject(type, config, prior)).toEqual(planObject(type, config, prior));
        expect(JSON.stringify([describeUnknowns(config), prior])).toBe(before);
      }),
    );
  });

  test("configured values are planned as they are, and nothing is invented that is not computed", () => {
    fc.assert(
      fc.property(configs, priors, (config, prior) => {
        const diagnostics = new Diagnostics();
        const planned = planObject(type, config, prior);
        expect(checkPlan(type, config, prior, planned, diagnostics)).toEqual(planned);
        expect(diagnostics.list).toEqual([]);
      }),
    );
  });

  test("what was applied is planned as no change", () => {
    fc.assert(
      fc.property(knownConfigs, priors, (config, prior) => {
        const state = applied(planObject(type, config, prior));
        expect(equal(type, planObject(type, config, state), state)).toBe(true);
      }),
    );
  });

  test("what an API makes of a plan is stored as planned, and nothing in it is unknown", () => {
    fc.assert(
      fc.property(knownConfigs, priors, (config, prior) => {
        const diagnostics = new Diagnostics();
        const planned = planObject(type, config, prior);
        const state = settleApplied(type, planned, applied(planned), diagnostics);
        expect(diagnostics.list).toEqual([]);
        expect(containsUnknown(state)).toBe(false);
        expect(settleRead(type, state, state, diagnostics)).toEqual(state);
      }),
    );
  });
});

function describeUnknowns(value: Value): unknown {
  if (isUnknown(value)) return "unknown";
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value).map(([key, member]) => [key, describeUnknowns(member)]);
}

describe("a plan hook", () => {
  const config = whole({ name: "a", policy: { mode: "m" } });
  const check = (
    adjust: (planned: ObjectValue) => Record<string, unknown>,
    prior: ObjectValue | null = null,
  ) => {
    const diagnostics = new Diagnostics();
    const adjusted = adjust(planObject(type, config, prior));
    const planned = checkPlan(type, config, prior, adjusted as ObjectValue, diagnostics);
    return { planned, problems: diagnostics.list.map(({ detail }) => detail) };
  };

  test("may open and set computed values", () => {
    const { planned, problems } = check((plan) => ({ ...plan, id: UNKNOWN, note: UNKNOWN, revision: 7 }));
    expect(problems).toEqual([]);
    expect([planned.id, planned.note, planned.revision]).toEqual([UNKNOWN_NOT_NULL, UNKNOWN, 7]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      "a configured value",
      { name: "b" },
      "Attribute name is planned with another value than the configuration has",
    ],
    ["an unset value", { network: "n" }, "Attribute network is not computed and not configured"],
    ["a write-only value", { secret: "s" }, "Attribute secret is write-only and must be planned as null"],
    [
      "a nested value",
      { policy: { mode: "x", limit: 5 } },
      "Attribute policy.mode is planned with another value",
    ],
    ["the type", { revision: "one" }, "Attribute revision must be a finite number, got a string"],
    ["the schema", { more: 1 }, "Attribute more is not in the schema"],
  ])("must not change %s", (_, change, problem) => {
    const { problems } = check((plan) => ({ ...plan, ...change }));
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  test("may keep the stored form of a configured value", () => {
    const stored = { ...created({ name: "a", policy: { mode: "m" } }), name: "A" };
    expect(check((plan) => ({ ...plan, name: "A" }), stored).problems).toEqual([]);
  });
});

describe("the result of an apply", () => {
  const planned = plan({
    name: "a",
    order: ["x"],
    certificate: "PEM",
    steps: [{ run: "x" }],
    rules: [{ port: 1 }],
  });
  const full = applied(planned);
  const settle = (returned: unknown) => {
    const diagnostics = new Diagnostics();
    const state = settleApplied(type, planned, returned, diagnostics);
    return { state, problems: diagnostics.list.map(({ path, detail }) => `${formatPath(path)}: ${detail}`) };
  };

  test("a planned value wins over the API's form of the same meaning", () => {
    const { state, problems } = settle({ ...full, certificate: "PEM\n" });
    expect([state.certificate, problems]).toEqual(["PEM", []]);
  });

  test("write-only values do not come through", () => {
    expect(settle({ ...full, secret: "hunter2" }).state.secret).toBeNull();
  });

  test.each<[string, Record<string, unknown>, string, unknown]>([
    ["differs", { name: "other" }, "name: .* differs from what was planned", "other"],
    ["is still unknown", { revision: UNKNOWN }, "revision: .* is still unknown", null],
    ["has the wrong type", { revision: "7" }, "revision: .* must be a finite number, got a string", null],
    ["is missing", { revision: null }, "revision: .* was left without a value", null],
  ])("a value that %s is an error that names it, and the rest is kept", (_, change, problem, stored) => {
    const { state, problems } = settle({ ...full, ...change });
    expect(problems[0]).toMatch(new RegExp(`^${problem}`));
    const [name] = Object.keys(change) as [string];
    expect(state).toEqual({ ...full, secret: null, [name]: stored });
  });

  test("a difference deep inside is named by its path", () => {
    const { problems } = settle({ ...full, steps: [{ ...(full.steps as ObjectValue[])[0], run: "y" }] });
    expect(problems).toEqual([expect.stringMatching(/^steps\[0\]\.run: .* differs from what was planned/)]);
  });

  test.each([undefined, null, "text", []])("%j instead of an object is an error", (returned) => {
    const { state, problems } = settle(returned);
    expect(problems[0]).toContain("did not return an object");
    expect(containsUnknown(state)).toBe(false);
  });

  test("no value is quoted, since it may be a secret", () => {
    const { problems } = settle({ ...full, name: "hunter2", revision: "hunter2", more: "hunter2" });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain("hunter2");
  });

  test("a half-made object is saved as far as it goes", () => {
    const parts = { id: "1", name: 5, region: UNKNOWN, secret: "s" } as unknown as ObjectValue;
    expect(salvage(type, parts)).toEqual(whole({ id: "1" }));
  });
});

describe("what was read", () => {
  const stored = created({ name: "a", certificate: "PEM", labels: ["b", "a"], policy: { mode: "m" } });

  test("keeps the stored form of the same meaning and reports real drift", () => {
    const diagnostics = new Diagnostics();
    const now = { ...stored, certificate: "PEM\n\n", labels: ["a", "b"], name: "renamed" };
    expect(settleRead(type, stored, now, diagnostics)).toEqual({ ...stored, name: "renamed" });
    expect(diagnostics.list).toEqual([]);
  });
});

describe("a schema", () => {
  const nested = { description, attributes: { pass: optional.string({ description, writeOnly: true }) } };

  test.each<[string, Record<string, Attribute>, string]>([
    ["an upper-case name", { Name: required.string({ description }) }, "Name: a name is lowercase"],
    [
      "a write-only attribute inside a set",
      { rules: optional.set.object(nested) },
      "rules.pass: .* inside a set",
    ],
    [
      "a write-only attribute with a default",
      { pass: optional.string({ description, writeOnly: true, default: "x" }) },
      "pass: .* cannot be computed",
    ],
    [
      "an attribute for the provider only that is not at the top",
      {
        policy: optional.object({
          description,
          attributes: { patient: optional.bool({ description, providerOnly: true }) },
        }),
      },
      "policy.patient: only an attribute at the top",
    ],
    [
      "an attribute for the provider only that replaces",
      { patient: optional.bool({ description, providerOnly: true, replace: true }) },
      "patient: .* cannot need a new object",
    ],
  ])("with %s is refused, by name", (_, attributes, problem) => {
    expect(() => defineSchema({ description, attributes })).toThrow(new RegExp(`attribute ${problem}`));
  });
});

describe("a promised prefix", () => {
  const of = (options: { prefix: string; nullable?: true }) =>
    defineSchema({ description, attributes: { key: computed.string({ description, ...options }) } });

  test("is part of the unknown that is planned", () => {
    const planned = planObject(of({ prefix: "k-" }).type, {}, null);
    expect(Buffer.from((planned.key as { refinement: Uint8Array }).refinement).toString("hex")).toBe(
      `8201c202d902${Buffer.from("k-").toString("hex")}`,
    );
  });

  test("that the API breaks is an error that names the attribute", () => {
    const { type: keyType } = of({ prefix: "k-" });
    const diagnostics = new Diagnostics();
    const settled = settleApplied(keyType, planObject(keyType, {}, null), { key: "x-1" }, diagnostics);
    expect(settled).toEqual({ key: "x-1" });
    expect(diagnostics.list).toMatchObject([
      { severity: "error", path: ["key"], detail: expect.stringContaining('does not start with "k-"') },
    ]);
  });

  test("is only for strings that are never null, and not longer than Terraform takes", () => {
    expect(() => of({ prefix: "k-", nullable: true })).toThrow("never null");
    expect(() => of({ prefix: "k".repeat(256) })).toThrow("up to 255 bytes");
  });
});
