import fc from "fast-check";
import { isUnknown, UNKNOWN } from "../../../src/tfplugin";
import { Diagnostics } from "../../../src/tfplugin/define/diagnostics";
import { checkPlan } from "../../../src/tfplugin/plan/check-plan";
import { isMatch } from "../../../src/tfplugin/plan/match-elements";
import { planObject } from "../../../src/tfplugin/plan/plan-object";
import { reconcileApplied, reconcileRead } from "../../../src/tfplugin/plan/reconcile-state";
import { replacedPaths } from "../../../src/tfplugin/plan/replaced-paths";
import { equal } from "../../../src/tfplugin/value/equal";
import { isArray, isRecord, type ObjectValue, type Value } from "../../../src/tfplugin/value/type";
import { containsUnknown } from "../../../src/tfplugin/value/unknown";
import { applied, created, type, whole } from "../support/plans";

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
        realm: maybe(word),
        inner: maybe(fc.record({ strict: maybe(fc.boolean()) })),
      }),
    ),
    steps: maybe(
      fc.array(
        fc.oneof(fc.record({ run: word, shell: maybe(word), pass: maybe(word) }), fc.constant(UNKNOWN)),
        { maxLength: 3 },
      ),
    ),
    rules: maybe(fc.uniqueArray(fc.nat(4), { maxLength: 3 }).map((ports) => ports.map((port) => ({ port })))),
    hosts: maybe(
      fc.dictionary(word, fc.record({ port: maybe(fc.nat(3)) }), { maxKeys: 2, noNullPrototype: true }),
    ),
  })
  .map(whole);
const knownConfigs = configs.map((config) => resolved(config, { name: "a" }) as ObjectValue);

/** The configuration when its unknown values are known. They have the values of another configuration. */
function resolved(config: Value, other: Value): Value {
  if (isUnknown(config)) return other;
  if (isArray(config)) {
    const others = isArray(other) ? other : [];
    const values = config.map((value, index) => (isUnknown(value) ? others[index] : resolved(value, null)));
    return values.filter((value) => value !== undefined && value !== null);
  }
  if (!isRecord(config)) return config;
  const others = isRecord(other) ? other : {};
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, resolved(value, others[name] ?? null)]),
  );
}

describe("for any configuration and any stored state", () => {
  const priors = fc.option(knownConfigs.map(created));

  test("a result for an unknown never contradicts the plan's promise", () => {
    fc.assert(
      fc.property(configs, knownConfigs, knownConfigs, (config, earlier, other) => {
        const final = resolved(config, other) as ObjectValue;
        const prior = created(resolved(config, earlier) as ObjectValue);
        // When an element is absent in the end, every later element has another position.
        fc.pre(lengths(config).every((length, index) => length === lengths(final)[index]));
        const [first, second] = [config, final].map((given) => planObject(type, given, prior));
        expect(isMatch(type, first ?? null, second ?? null, isUnknown)).toBe(true);
        if (replacedPaths(type, final, prior, second ?? {}).length === 0) return;
        expect(replacedPaths(type, config, prior, first ?? {})).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("planning is a pure function", () => {
    fc.assert(
      fc.property(configs, priors, (config, prior) => {
        const before = JSON.stringify([describeUnknowns(config), prior]);
        expect(planObject(type, config, prior)).toEqual(planObject(type, config, prior));
        expect(JSON.stringify([describeUnknowns(config), prior])).toBe(before);
      }),
    );
  });

  test("configured values are planned unchanged, and only computed values get another value", () => {
    fc.assert(
      fc.property(configs, priors, (config, prior) => {
        const diagnostics = new Diagnostics();
        const planned = planObject(type, config, prior);
        expect(checkPlan(type, config, prior, planned, diagnostics)).toEqual(planned);
        expect(diagnostics.list).toEqual([]);
      }),
    );
  });

  test("an applied configuration plans no change", () => {
    fc.assert(
      fc.property(knownConfigs, priors, (config, prior) => {
        const state = applied(planObject(type, config, prior));
        expect(equal(type, planObject(type, config, state), state)).toBe(true);
      }),
    );
  });

  test("the result of an apply is stored as planned, without unknowns", () => {
    fc.assert(
      fc.property(knownConfigs, priors, (config, prior) => {
        const diagnostics = new Diagnostics();
        const planned = planObject(type, config, prior);
        const state = reconcileApplied(type, planned, applied(planned), diagnostics);
        expect(diagnostics.list).toEqual([]);
        expect(containsUnknown(state)).toBe(false);
        expect(reconcileRead(type, state, state, diagnostics)).toEqual(state);
      }),
    );
  });
});

function lengths(config: ObjectValue): readonly (number | null)[] {
  return [config.order, config.steps].map((list) => (isArray(list) ? list.length : null));
}

function describeUnknowns(value: Value): unknown {
  if (isUnknown(value)) return "unknown";
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value).map(([key, member]) => [key, describeUnknowns(member)]);
}
