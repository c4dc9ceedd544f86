import fc from "fast-check";
import { isUnknown, UNKNOWN } from "../../src/tfplugin";
import { Diagnostics } from "../../src/tfplugin/diagnostics";
import { checkPlan } from "../../src/tfplugin/plan-check";
import { planObject } from "../../src/tfplugin/planning";
import { settleApplied, settleRead } from "../../src/tfplugin/settle";
import { equal } from "../../src/tfplugin/value/equal";
import type { ObjectValue, Value } from "../../src/tfplugin/value/type";
import { containsUnknown } from "../../src/tfplugin/value/unknown";
import { applied, created, type, whole } from "./support/plans";

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
