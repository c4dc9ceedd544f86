/** What the framework does with an object that a plan hook, an apply or a read returns. */
import { computed, defineSchema, optional, required, UNKNOWN } from "../../../src/tfplugin";
import { Diagnostics } from "../../../src/tfplugin/define/diagnostics";
import { checkPlan } from "../../../src/tfplugin/plan/check-plan";
import { planObject } from "../../../src/tfplugin/plan/plan-object";
import { partialState, reconcileApplied, reconcileRead } from "../../../src/tfplugin/plan/reconcile-state";
import { formatPath } from "../../../src/tfplugin/value/path";
import type { ObjectValue } from "../../../src/tfplugin/value/type";
import { containsUnknown, UNKNOWN_NOT_NULL } from "../../../src/tfplugin/value/unknown";
import { applied, created, plan, type, whole } from "../support/plans";

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

  test("may make computed values unknown and set them", () => {
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
    const state = reconcileApplied(type, planned, returned, diagnostics);
    return { state, problems: diagnostics.list.map(({ path, detail }) => `${formatPath(path)}: ${detail}`) };
  };

  test("a planned value wins over the API's form of the same meaning", () => {
    const { state, problems } = settle({ ...full, certificate: "PEM\n" });
    expect([state.certificate, problems]).toEqual(["PEM", []]);
  });

  test("write-only values are dropped", () => {
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

  test("an object that is created in part is saved in part", () => {
    const parts = { id: "1", name: 5, region: UNKNOWN, secret: "s" } as unknown as ObjectValue;
    expect(partialState(type, parts)).toEqual(whole({ id: "1" }));
  });
});

describe("inside collections", () => {
  const description = "…";
  const members = {
    description,
    attributes: {
      pem: required.string({ description, same: (a, b) => a.trim() === b.trim() }),
      size: optional.number({ description }),
      handle: computed.string({ description, keep: true }),
    },
  };
  const { type } = defineSchema({
    description,
    attributes: {
      list: optional.list.object(members),
      set: optional.set.object(members),
      map: optional.map.object(members),
      marks: computed.set.string({ description }),
    },
  });
  const each = (...elements: object[]) => ({
    list: elements,
    set: elements,
    map: Object.fromEntries(elements.map((element, index) => [`m${index}`, element])),
    marks: ["m"],
  });
  const member = (pem: string, handle: unknown, size: number | null = null) => ({ pem, size, handle });
  const settle = (planned: object, returned: object) => {
    const diagnostics = new Diagnostics();
    const state = reconcileApplied(type, planned as ObjectValue, returned, diagnostics);
    return { state, problems: diagnostics.list.map(({ path }) => formatPath(path)) };
  };
  const read = (stored: object, now: object) =>
    reconcileRead(type, stored as ObjectValue, now, new Diagnostics());

  test("a planned value wins over the API's form of the same meaning", () => {
    const planned = each(member("A", UNKNOWN_NOT_NULL), member("B", UNKNOWN_NOT_NULL));
    const made = each(member("A\n", "a"), member("B\n", "b"));
    expect(settle(planned, made)).toEqual({ state: each(member("A", "a"), member("B", "b")), problems: [] });
    const known = each(member("A", "a"), member("B", "b"));
    expect(settle(known, made)).toEqual({ state: known, problems: [] });
  });

  test("an element of a set that was not planned, or is missing, is an error that names the set", () => {
    const planned = { ...each(member("A", UNKNOWN_NOT_NULL)), list: null, map: null };
    const made = (...set: object[]) => ({ ...planned, set });
    const [a, c] = [member("A", "a"), member("C", "c")];
    expect(settle(planned, made(a))).toEqual({ state: made(a), problems: [] });
    expect(settle(planned, made(a, c))).toEqual({ state: made(a, c), problems: ["set"] });
    expect(settle(planned, made(c))).toEqual({ state: made(c), problems: ["set"] });
    expect(settle(planned, made(member("A", null))).problems).toEqual(["set.handle"]);
  });

  test("a set that was planned as partly unknown takes the API's values", () => {
    const planned = { list: null, set: null, map: null, marks: ["m", UNKNOWN] };
    expect(settle(planned, { ...planned, marks: ["n", "m"] }).problems).toEqual([]);
    expect(settle(planned, { ...planned, marks: ["m", "n"] }).state.marks).toEqual(["m", "n"]);
  });

  test("two elements of a set with the same meaning both stay", () => {
    const set = (...elements: object[]) => ({ list: null, map: null, marks: ["m"], set: elements });
    const pems = (state: ObjectValue) => (state.set as ObjectValue[]).map(({ pem }) => pem).sort();
    const planned = set(member("A", UNKNOWN_NOT_NULL), member("A\n", UNKNOWN_NOT_NULL));
    const { state, problems } = settle(planned, set(member("A\n", "a"), member("A", "b")));
    expect({ pems: pems(state), problems }).toEqual({ pems: ["A", "A\n"], problems: [] });
    const stored = set(member("A", "a"), member("A\n", "a"));
    expect(pems(read(stored, set(member(" A", "a"), member("A ", "a"))))).toEqual(["A", "A\n"]);
  });

  test("what is read keeps the stored form of the same meaning and reports real drift", () => {
    const stored = each(member("A", "a"), member("B", "b"));
    expect(read(stored, each(member("A\n", "a"), member("B\n", "b")))).toEqual(stored);
    const drifted = each(member("A\n", "a", 5), member("B\n", "b"), member("C\n", "c"));
    const { list, set, map } = read(stored, drifted) as Record<string, ObjectValue[]>;
    expect([list, Object.values(map ?? {})]).toEqual(
      Array(2).fill([member("A", "a", 5), member("B", "b"), member("C\n", "c")]),
    );
    expect(set).toEqual([member("A\n", "a", 5), member("B", "b"), member("C\n", "c")]);
  });
});

describe("what was read", () => {
  const stored = created({ name: "a", certificate: "PEM", labels: ["b", "a"], policy: { mode: "m" } });

  test("keeps the stored form of the same meaning and reports real drift", () => {
    const diagnostics = new Diagnostics();
    const now = { ...stored, certificate: "PEM\n\n", labels: ["a", "b"], name: "renamed" };
    expect(reconcileRead(type, stored, now, diagnostics)).toEqual({ ...stored, name: "renamed" });
    expect(diagnostics.list).toEqual([]);
  });
});
