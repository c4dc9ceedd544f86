import { computed, defineSchema, optional, required, timeouts, UNKNOWN } from "../../../src/tfplugin";
import { Diagnostics } from "../../../src/tfplugin/define/diagnostics";
import { refuseDuplicateElements } from "../../../src/tfplugin/plan/check-plan";
import { planObject } from "../../../src/tfplugin/plan/plan-object";
import { replacedPaths } from "../../../src/tfplugin/plan/replaced-paths";
import { wirePath } from "../../../src/tfplugin/serve/answer/attempt";
import { equal } from "../../../src/tfplugin/value/equal";
import { formatPath } from "../../../src/tfplugin/value/path";
import type { ObjectValue } from "../../../src/tfplugin/value/type";
import { UNKNOWN_NOT_NULL } from "../../../src/tfplugin/value/unknown";
import { created, plan, type, whole } from "../support/plans";

const description = "…";

describe("creating", () => {
  test("takes the configuration and the defaults at every depth; computed values are unknown", () => {
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

  test("plans no write-only value in an unknown element either", () => {
    const { steps, hosts } = plan({ name: "a", steps: [UNKNOWN], hosts: { h: UNKNOWN } });
    expect(steps).toEqual([{ run: UNKNOWN, shell: UNKNOWN, handle: UNKNOWN, pass: null }]);
    expect(hosts).toEqual({ h: UNKNOWN });
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

  test("a change keeps values with keep and makes the other computed values unknown", () => {
    const planned = plan({ ...config, name: "b" }, state);
    expect(planned).toEqual({ ...state, name: "b", revision: UNKNOWN_NOT_NULL });
  });

  test("a kept value that is missing becomes unknown, unless it may be null", () => {
    const planned = plan({ ...config, name: "b" }, { ...state, id: null, note: null });
    expect([planned.id, planned.note]).toEqual([UNKNOWN_NOT_NULL, null]);
  });

  test("another form of the same meaning is no change", () => {
    expect(plan({ ...config, certificate: " PEM\n" }, state)).toEqual(state);
    expect(plan({ ...config, certificate: "OTHER" }, state).certificate).toBe("OTHER");
  });

  test("a change of a providerOnly value makes nothing unknown; a change of another value does", () => {
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

describe("the elements of a set", () => {
  const { type: rules } = defineSchema({
    description,
    attributes: {
      name: required.string({ description }),
      rules: optional.set.object({
        description,
        attributes: {
          port: required.number({ description }),
          note: optional.string({ description, computed: true, keep: true }),
          proto: optional.string({ description, default: "tcp" }),
          pem: optional.string({ description, same: (a, b) => a.trim() === b.trim() }),
          steps: optional.list.object({
            description,
            attributes: {
              run: required.string({ description }),
              handle: computed.string({ description, keep: true }),
            },
          }),
        },
      }),
    },
  });
  const rule = (port: number, more: object = {}) => ({
    port,
    note: null,
    proto: "tcp",
    pem: null,
    steps: null,
    ...more,
  });
  const planned = (config: object[], stored: object[]) =>
    planObject(
      rules,
      { name: "a", rules: config } as ObjectValue,
      { name: "a", rules: stored } as ObjectValue,
    );

  test("have one stored element each, whatever order they come in", () => {
    const stored = [rule(1, { note: "x" }), rule(1, { note: "made" })];
    for (const inOrder of [stored, [...stored].reverse()]) {
      expect(planned([rule(1), rule(1, { note: "x" })], inOrder).rules).toEqual([stored[1], stored[0]]);
      expect(planned([rule(1, { note: "x" }), rule(1)], inOrder).rules).toEqual(stored);
    }
  });

  test("are recognised by their meaning", () => {
    const stored = [rule(1, { note: "made", pem: "PEM\n" })];
    expect(planned([rule(1, { pem: "PEM" })], stored).rules).toEqual(stored);
  });

  test("are recognised by their defaults", () => {
    const stored = [rule(1, { note: "b", proto: "udp" }), rule(1, { note: "a" })];
    expect(planned([rule(1, { proto: null })], stored).rules).toEqual([stored[1]]);
  });

  test("are recognised by lists inside them that are partly computed", () => {
    const stored = [rule(1, { note: "made", steps: [{ run: "x", handle: "h" }] })];
    expect(planned([rule(1, { steps: [{ run: "x", handle: null }] })], stored).rules).toEqual(stored);
  });
});

describe("elements of a set that are only told apart by what they leave out", () => {
  const members = {
    number: required.number({ description }),
    proto: optional.string({ description, default: "tcp" }),
  };
  const set = optional.set.object({ description, attributes: members });
  const { type: ports } = defineSchema({
    description,
    attributes: {
      set,
      open: optional.set.object({
        description,
        attributes: { ...members, handle: computed.string({ description }) },
      }),
      hosts: optional.map.object({ description, attributes: { set } }),
    },
  });
  const twice = [
    { number: 1, proto: null },
    { number: 1, proto: "tcp" },
  ];
  const refused = (config: object) => {
    const diagnostics = new Diagnostics();
    const given = { set: null, open: null, hosts: null, ...config };
    refuseDuplicateElements(ports, given, planObject(ports, given, null), diagnostics);
    return diagnostics.list.map(({ path }) => formatPath(path));
  };

  test("are refused, by the path of the set", () => {
    expect(refused({ set: twice })).toEqual(["set"]);
    expect(refused({ hosts: { "a b": { set: twice } } })).toEqual(['hosts["a b"].set']);
  });

  test("are accepted while they may still become different", () => {
    expect(
      refused({
        set: [
          { number: 1, proto: null },
          { number: 1, proto: "udp" },
        ],
      }),
    ).toEqual([]);
    expect(
      refused({
        set: [
          { number: 1, proto: null },
          { number: 1, proto: UNKNOWN },
        ],
      }),
    ).toEqual([]);
    expect(refused({ open: twice.map((each) => ({ ...each, handle: null })) })).toEqual([]);
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
    ["an object became unknown in which a value may have changed", { policy: UNKNOWN }, ["policy"]],
    ["two values changed", { region: "s", network: "m" }, ["network", "region"]],
  ])("when %s", (_, changed, paths) => {
    expect(replacedBy({ ...config, ...changed })).toEqual(paths);
  });

  describe("inside lists and maps", () => {
    const zones = {
      description,
      attributes: {
        zone: required.string({ description, replace: true }),
        size: optional.number({ description }),
        rank: optional.number({ description, computed: true, replace: true }),
        pass: optional.string({ description, writeOnly: true }),
      },
    };
    const { type: placed } = defineSchema({
      description,
      attributes: { list: optional.list.object(zones), map: optional.map.object(zones) },
    });
    const zone = (name: string, more: object = {}) => ({
      zone: name,
      size: null,
      rank: null,
      pass: null,
      ...more,
    });
    const stored = {
      list: [zone("a", { rank: 1 }), zone("b", { rank: 2 })],
      map: { "x y": zone("a", { rank: 1 }) },
    };

    test.each<[string, object, string[]]>([
      ["nothing", { list: [zone("a"), zone("b")], map: { "x y": zone("a") } }, []],
      ["another value", { list: [zone("a", { size: 1 }), zone("b")], map: { "x y": zone("a") } }, []],
      [
        "an element",
        { list: [zone("a"), zone("c")], map: { "x y": zone("c") } },
        ["list[1].zone", '["x y"].zone'],
      ],
      ["a computed value", { list: [zone("a", { rank: 3 })], map: null }, ["list[0].rank"]],
      ["what is not known yet", { list: [zone("a"), UNKNOWN], map: UNKNOWN }, ["list[1]", "map"]],
      ["the number of elements", { list: [zone("a")], map: { "x y": zone("a"), z: zone("c") } }, []],
    ])("when %s changed", (_, changed, paths) => {
      const config = changed as ObjectValue;
      const prior = stored as ObjectValue;
      const found = replacedPaths(placed, config, prior, planObject(placed, config, prior)).map(formatPath);
      expect(found).toEqual(paths.map((path) => path.replace(/^\[/, "map[")));
    });
  });

  test("terraform gets an attribute's name, and an element's index or key", () => {
    const nested = { description, attributes: { zone: required.string({ description }) } };
    const { type: of } = defineSchema({
      description,
      attributes: { list: optional.list.object(nested), map: optional.map.object(nested) },
    });
    const step = { attributeName: null, elementKeyString: null, elementKeyInt: null };
    const zone = { ...step, attributeName: "zone" };
    expect(wirePath(of, ["list", 1, "zone"]).steps).toEqual([
      { ...step, attributeName: "list" },
      { ...step, elementKeyInt: 1 },
      zone,
    ]);
    expect(wirePath(of, ["map", "zone", "zone"]).steps).toEqual([
      { ...step, attributeName: "map" },
      { ...step, elementKeyString: "zone" },
      zone,
    ]);
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
