/** What `--only rotations` lets through, and what it blocks. */
import { scimTokenSchema } from "../../../src/provider/scim-token/schema";
import { CHANGED_BY_ROTATION } from "../../../src/review/rules/rotations/not-a-rotation";
import { reviewOf } from "../support/review-of";
import { change, planText } from "../support/sample-plan";

const SLOT = {
  id: "i1",
  integration_id: "i1",
  storage: "sealed",
  overlap: "4h",
  token_id: "t1",
  generation: 1,
  status: "live",
  expires_at: "2026-12-20T00:00:00Z",
};
const MINTED = { token_id: undefined, generation: undefined, expires_at: undefined };
const UNKNOWN = { token_id: true, generation: true, expires_at: true };
const unchanged = (before: object = SLOT, more: object = {}) =>
  change("netfoundry_scim_token", "okta", { actions: ["no-op"], before, after: before }, more);
const rotated = (after: object = {}, more: object = {}) =>
  change(
    "netfoundry_scim_token",
    "okta",
    { before: SLOT, after: { ...SLOT, ...MINTED, ...after }, after_unknown: UNKNOWN },
    more,
  );

const VERSION = ["netfoundry_scim_token.okta.generation", "netfoundry_scim_token.okta"];
const TOKEN = ["netfoundry_scim_token.okta.token", "netfoundry_scim_token.okta"];
const STORED = { id: "s1", secret_id: "scim/okta", secret_string_wo: null, secret_string_wo_version: 1 };
const store = (values: { readonly actions?: readonly string[]; readonly [key: string]: unknown }) =>
  change("aws_secretsmanager_secret_version", "okta", { before: STORED, after: STORED, ...values });
const NEW_VERSION = {
  after: { secret_id: "scim/okta", secret_string_wo: null },
  after_unknown: { id: true, secret_string_wo_version: true },
};

/** A configuration whose store takes its version from these references. */
const configuration = (
  references: readonly string[] = VERSION,
  outputs: object = {},
  more: object = {},
  expressions: object = {},
) => ({
  configuration: {
    root_module: {
      resources: [
        {
          mode: "managed",
          type: "aws_secretsmanager_secret_version",
          name: "okta",
          expressions: {
            secret_id: { constant_value: "scim/okta" },
            secret_string_wo: { references: ["ephemeral.netfoundry_scim_token_value.okta.token"] },
            secret_string_wo_version: { references },
            ...expressions,
          },
          ...more,
        },
      ],
      outputs,
    },
  },
});

function blocked(changes: readonly object[], more: object = configuration()): string[] {
  const { findings } = reviewOf(planText(changes, more), { only: "rotations" });
  return findings.flatMap(({ code, address, effect }) =>
    code === "not-a-rotation" ? [`${address}: ${effect}`] : [],
  );
}

describe("--only rotations lets through", () => {
  it.each([
    ["nothing", [unchanged()]],
    ["a rotation", [rotated()]],
    ["a rotation that rotation_triggers ask for", [rotated({ rotation_triggers: { release: "2" } })]],
    ["a store that is updated with the generation", [rotated(), store(NEW_VERSION)]],
    [
      "a store that is replaced with it",
      [rotated(), store({ actions: ["delete", "create"], ...NEW_VERSION })],
    ],
    [
      "the hand-over that an interrupted run left",
      [unchanged({ ...SLOT, generation: 2 }), store({ after: { ...STORED, secret_string_wo_version: 2 } })],
    ],
    [
      "one whose store an interrupted run had deleted",
      [unchanged(), store({ actions: ["create"], before: null, after: STORED })],
    ],
    [
      "a data source that is read in the apply",
      [rotated(), change("aws_caller_identity", "it", { actions: ["read"] }, { mode: "data" })],
    ],
  ])("%s", (_, changes) => {
    expect(blocked(changes)).toEqual([]);
  });

  it("a store of each slot of a loop", () => {
    const loop = configuration(["netfoundry_scim_token.okta", "each.key"]);
    expect(
      blocked([rotated({}, { address: 'netfoundry_scim_token.okta["a"]' }), store(NEW_VERSION)], loop),
    ).toEqual([]);
  });

  it("a new store of a slot in a loop, whose token goes straight to a write-only argument", () => {
    const loop = ["netfoundry_scim_token.okta", "each.key"];
    const created = store({ actions: ["create"], before: null, after: STORED });
    const slot = unchanged(SLOT, { address: 'netfoundry_scim_token.okta["a"]' });
    expect(
      blocked([slot, created], configuration(loop, {}, {}, { secret_string_wo: { references: loop } })),
    ).toEqual([]);
  });

  it("a text that is the generation alone", () => {
    const text = { before: { ...STORED, note: "1" }, after: { ...NEW_VERSION.after } };
    const after_unknown = { ...NEW_VERSION.after_unknown, note: true };
    const more = configuration(VERSION, {}, {}, { note: { references: VERSION } });
    expect(blocked([rotated(), store({ ...text, after_unknown })], more)).toEqual([]);
  });

  it("a store that holds the former token", () => {
    const slot = { ...SLOT, storage: "state", token: "former" };
    const held = { before: { ...STORED, content: "former" }, before_sensitive: { content: true } };
    const after_unknown = { ...NEW_VERSION.after_unknown, content: true };
    const more = configuration(VERSION, {}, {}, { content: { references: TOKEN } });
    const minted = change("netfoundry_scim_token", "okta", {
      before: slot,
      after: { ...slot, ...MINTED, token: undefined },
      after_unknown: { ...UNKNOWN, token: true },
    });
    expect(blocked([minted, store({ ...NEW_VERSION, ...held, after_unknown })], more)).toEqual([]);
  });

  it("an output that a refresh and a rotation change", () => {
    const references = ["netfoundry_scim_token.okta.status", "netfoundry_scim_token.okta"];
    const output_changes = { it: { actions: ["update"], before: "live", after_unknown: true } };
    const before = { ...SLOT, status: "expired" };
    const resource_drift = [change("netfoundry_scim_token", "okta", { before: SLOT, after: before })];
    const minted = change("netfoundry_scim_token", "okta", {
      before,
      after: { ...SLOT, ...MINTED, status: undefined },
      after_unknown: { ...UNKNOWN, status: true },
    });
    const more = { ...configuration(VERSION, { it: { expression: { references } } }), output_changes };
    expect(blocked([minted], { ...more, resource_drift })).toEqual([]);
  });

  it("an output that a rotation changes", () => {
    const ends = {
      expression: { references: ["netfoundry_scim_token.okta.expires_at", "netfoundry_scim_token.okta"] },
    };
    const output_changes = {
      ends: { actions: ["update"], before: SLOT.expires_at, after_unknown: true },
    };
    expect(blocked([rotated()], { ...configuration(VERSION, { ends }), output_changes })).toEqual([]);
  });
});

describe("--only rotations blocks", () => {
  const mapping = (actions: readonly string[]) =>
    change("netfoundry_scim_mapping", "okta", { actions, before: { id: "m" }, after: { id: "n" } });

  it.each([
    ["a changed mapping", [rotated(), mapping(["update"])], "It is changed, and it is no token slot."],
    [
      "a destroyed one",
      [mapping(["delete"])],
      "It is destroyed, and no rotation ends the management of anything.",
    ],
    [
      "a new slot",
      [change("netfoundry_scim_token", "new", { actions: ["create"], after: SLOT })],
      "It is created, and a rotation mints the next token in the same slot.",
    ],
    [
      "a slot that is replaced",
      [change("netfoundry_scim_token", "okta", { actions: ["delete", "create"], before: SLOT, after: SLOT })],
      "It is replaced, and a rotation mints the next token in the same slot.",
    ],
    [
      "a slot whose token goes into the state",
      [rotated({ storage: "state" })],
      "It is changed, and a rotation does not change storage.",
    ],
    [
      "a slot that is moved",
      [rotated({}, { previous_address: "netfoundry_scim_token.former" })],
      "It is changed, and no rotation moves netfoundry_scim_token.former.",
    ],
    [
      "a store that gets another place",
      [rotated(), store({ ...NEW_VERSION, after: { ...NEW_VERSION.after, secret_id: "elsewhere" } })],
      "It is changed, and a hand-over does not change secret_id.",
    ],
    [
      "a store whose place is not known yet",
      [
        rotated(),
        store({ ...NEW_VERSION, after_unknown: { ...NEW_VERSION.after_unknown, secret_id: true } }),
      ],
      "It is changed, and a hand-over does not change secret_id.",
    ],
    [
      "a store that is replaced, and whose former object stays unmanaged",
      [rotated(), store({ actions: ["create", "forget"], ...NEW_VERSION })],
      "It is replaced, and no rotation ends the management of anything.",
    ],
    [
      "a resource that has nothing to do with a slot",
      [rotated(), change("aws_iam_role", "it", { before: { id: "a" }, after: { id: "b" } })],
      "It is changed, and none of its arguments takes generation from a token slot.",
    ],
    [
      "a store that would get the placeholder of a token that is stored nowhere",
      [
        unchanged({ ...SLOT, storage: "none", generation: 2 }),
        store({ after: { ...STORED, secret_string_wo_version: 2 } }),
      ],
      "It is changed, and the token of netfoundry_scim_token.okta is stored nowhere, and its value is lost.",
    ],
  ])("%s", (_, changes, effect) => {
    expect(blocked(changes).map((one) => one.slice(one.indexOf(": ") + 2))).toEqual([effect]);
  });

  it("a new resource that would keep the token itself", () => {
    const expressions = {
      filename: { constant_value: "token" },
      content: { references: TOKEN },
      file_permission: { references: VERSION },
    };
    const file = change("local_file", "it", {
      actions: ["create"],
      after: { filename: "token", file_permission: "1" },
      after_unknown: { content: true },
    });
    const root_module = {
      resources: [{ mode: "managed", type: "local_file", name: "it", expressions }],
    };
    const said = blocked([unchanged(), file], { configuration: { root_module } });
    expect(said.join()).toContain("content would hold the token, as it is no write-only argument");
  });

  it("a new resource in a loop that would keep the token itself", () => {
    const loop = ["netfoundry_scim_token.okta", "each.key"];
    const said = blocked(
      [
        unchanged(SLOT, { address: 'netfoundry_scim_token.okta["a"]' }),
        store({ actions: ["create"], before: null, after: STORED, after_unknown: { content: true } }),
      ],
      configuration(loop, {}, {}, { content: { references: loop } }),
    );
    expect(said.join()).toContain("content would hold the token, as it is no write-only argument");
  });

  it.each([
    ["the token", TOKEN],
    ["a value of a slot in a loop, which may be the token", ["netfoundry_scim_token.okta", "each.key"]],
  ])("a text that becomes %s", (_, references) => {
    const said = blocked(
      [
        rotated(),
        store({
          ...NEW_VERSION,
          before: { ...STORED, description: "x" },
          after_unknown: { ...NEW_VERSION.after_unknown, description: true },
        }),
      ],
      configuration(VERSION, {}, {}, { description: { references } }),
    );
    expect(said.join()).toContain("description would hold the token, and did not before");
  });

  it("a text around generation, whose other words may change too", () => {
    const said = blocked(
      [
        rotated(),
        store({
          ...NEW_VERSION,
          before: { ...STORED, policy: '{"generation":1}' },
          after_unknown: { ...NEW_VERSION.after_unknown, policy: true },
        }),
      ],
      configuration(VERSION, {}, {}, { policy: { references: VERSION } }),
    );
    expect(said.join()).toContain("a hand-over does not change policy");
  });

  it.each(["each.value", "data.external.count.index"])("a version that takes from %s too", (other) => {
    const said = blocked(
      [rotated(), store(NEW_VERSION)],
      configuration(["netfoundry_scim_token.okta", other]),
    );
    expect(said.join()).toContain("none of its arguments takes generation from a token slot");
  });

  it("a new resource that takes generation and no token", () => {
    const expressions = { name: { constant_value: "admin" }, description: { references: VERSION } };
    const role = change("aws_iam_role", "it", {
      actions: ["create"],
      after: { name: "admin", description: "1" },
    });
    const root_module = {
      resources: [{ mode: "managed", type: "aws_iam_role", name: "it", expressions }],
    };
    expect(blocked([unchanged(), role], { configuration: { root_module } })).toEqual([
      "aws_iam_role.it: It is created, and none of its arguments takes the token.",
    ]);
  });

  it("a store whose provisioners would run", () => {
    const provisioners = [{ type: "local-exec", expressions: { command: { constant_value: "anything" } } }];
    const said = blocked(
      [rotated(), store({ actions: ["delete", "create"], ...NEW_VERSION })],
      configuration(VERSION, {}, { provisioners }),
    );
    expect(said.join()).toContain("its provisioners run, which no review can judge");
  });

  it("what changes beside generation in the same argument", () => {
    const tags = { before: { generation: "1", owner: "ops" }, after: { owner: "all" } };
    const said = blocked(
      [
        rotated(),
        store({
          before: { ...STORED, tags: tags.before },
          after: { ...NEW_VERSION.after, tags: tags.after },
          after_unknown: { ...NEW_VERSION.after_unknown, tags: { generation: true } },
        }),
      ],
      configuration(VERSION, {}, {}, { tags: { references: VERSION } }),
    );
    expect(said.join()).toContain("a hand-over does not change tags");
  });

  it("a resource that takes something else from the slot than generation", () => {
    const said = blocked(
      [rotated(), store(NEW_VERSION)],
      configuration(["netfoundry_scim_token.okta.token_id"]),
    );
    expect(said.join()).toContain("none of its arguments takes generation from a token slot");
  });

  it("a store whose version stands in a local, which a plan does not resolve", () => {
    const said = blocked([rotated(), store(NEW_VERSION)], configuration(["local.version"]));
    expect(said.join()).toContain("none of its arguments takes generation from a token slot");
  });

  it.each([
    ["is new", "create", "expires_at", "no rotation adds or removes an output"],
    ["shows the token", "update", "token", "it shows the token"],
    ["shows the whole slot", "update", "", "it shows the token"],
    ["shows something else", "update", null, "it does not take its value from token slots alone"],
  ])("an output that %s", (_, action, attribute, reason) => {
    const reference = attribute === "" ? "" : `.${attribute}`;
    const references = attribute === null ? ["var.it"] : [`netfoundry_scim_token.okta${reference}`];
    const more = {
      ...configuration(VERSION, { it: { expression: { references } } }),
      output_changes: { it: { actions: [action] } },
    };
    expect(blocked([rotated()], more)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ["before it is known", { before: "x-1", after_unknown: true }],
    ["when it is known", { before: "x-1", after: "y-1" }],
  ])("an output with other words, %s", (_, values) => {
    const more = {
      ...configuration(VERSION, { it: { expression: { references: VERSION } } }),
      output_changes: { it: { actions: ["update"], ...values } },
    };
    expect(blocked([rotated()], more)).toEqual([
      "output.it: It is changed, and it does not hold the value of a slot alone.",
    ]);
  });

  it("an action that the apply calls", () => {
    const action_invocations = [{ address: "action.netfoundry_scim_token_revoke.it" }];
    expect(blocked([rotated()], { action_invocations })).toHaveLength(1);
  });
});

it("without --only the same plan has no such finding", () => {
  const { findings } = reviewOf(
    planText([change("aws_iam_role", "it", { before: { id: "a" }, after: { id: "b" } })]),
  );
  expect(findings).toEqual([]);
});

it("every attribute of a slot that a configuration cannot set may change in a rotation", () => {
  const computed = Object.entries(scimTokenSchema.attributes).flatMap(([name, { presence }]) =>
    presence === "computed" ? [name] : [],
  );
  const fixed = ["id", "network_id"];
  expect(computed.filter((name) => !CHANGED_BY_ROTATION.has(name) && !fixed.includes(name))).toEqual([]);
});
