import type { Mapping } from "../../../src/contract/gateway/mapping";
import { DEFAULT_MAPPING } from "../../../src/contract/gateway/mapping";
import { activeTransition } from "../../../src/server/sync/active";
import { whyNotAdopted } from "../../../src/server/sync/adoption";
import { chooseExternalId, sameCandidates } from "../../../src/server/sync/external-id";
import { draftIdentity } from "../../../src/server/sync/identity-draft";
import { identityTags, withoutIdentityTags } from "../../../src/server/sync/identity-tags";
import { maskPersonal } from "../../../src/server/sync/mask";
import {
  type MappedUser,
  type MappingChange,
  type MappingPlan,
  MappingPlanner,
  type TakenValues,
} from "../../../src/server/sync/plan-mapping";
import { prepareMapping } from "../../../src/server/sync/prepared-mapping";
import type { SyncUser } from "../../../src/server/sync/types";

function planMapping(users: readonly MappedUser[], change: MappingChange, taken: TakenValues): MappingPlan {
  const planner = new MappingPlanner(change, taken);
  for (const one of users) planner.add(one);
  return planner.plan();
}

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const user = (attributes: Record<string, unknown> = {}): SyncUser => ({
  userName: "ann@example.com",
  active: true,
  ...attributes,
});
const draft = (attributes: Record<string, unknown>, mapping: Partial<Mapping>) =>
  draftIdentity(user(attributes), prepareMapping({ ...DEFAULT_MAPPING, ...mapping }));

it("rule 7: releasing an identity removes our tags and leaves the others", () => {
  const tags = { ...identityTags("i1", "u1"), owner: "ops", locked: true };
  expect(withoutIdentityTags(tags)).toEqual({ owner: "ops", locked: true });
});

it("rule 8: the tags name the integration and the SCIM user", () => {
  expect(identityTags("i1", "u1")).toEqual({ scimIntegrationId: "i1", scimUserId: "u1" });
});

describe("rule 9: the name", () => {
  const attributes = { displayName: "Ann B", name: { formatted: "Dr Ann B" }, nickName: "Annie" };

  it.each([
    ["USER_NAME", "ann@example.com"],
    ["DISPLAY_NAME", "Ann B"],
    ["FORMATTED_NAME", "Dr Ann B"],
    ["NICK_NAME", "Annie"],
  ] as const)("rule 9: %s gives %s", (identityNameField, name) => {
    expect(draft(attributes, { identityNameField }).name).toBe(name);
  });

  it.each(["DISPLAY_NAME", "FORMATTED_NAME", "NICK_NAME"] as const)(
    "rule 9: without %s the name falls back to userName",
    (identityNameField) => {
      expect(draft({ displayName: " ", name: { givenName: "Ann" } }, { identityNameField }).name).toBe(
        "ann@example.com",
      );
    },
  );
});

describe("rule 10: the external ID", () => {
  const emails = [
    { value: "First@Example.com", type: "home" },
    { value: "Work@Example.com", type: "WORK", primary: true },
  ];

  it("rule 10: NONE gives null, USER_NAME the exact bytes of userName", () => {
    expect(draft({}, { externalIdField: "NONE" }).externalIds).toEqual([]);
    expect(draft({ userName: "Ann@Example.com " }, { externalIdField: "USER_NAME" }).externalIds).toEqual([
      "Ann@Example.com ",
    ]);
  });

  it.each([
    ["the primary entry", emails, ["Work@Example.com"]],
    ["the only address when none is primary", [{ value: "a@b.c" }, { value: "a@b.c" }], ["a@b.c"]],
    ["every entry when none is primary", [{ value: "a@b.c" }, { value: "d@e.f" }], ["a@b.c", "d@e.f"]],
    [
      "the next entry when the primary one has no address",
      [{ primary: true }, { value: "d@e.f" }],
      ["d@e.f"],
    ],
    ["nothing without e-mails", undefined, []],
  ])("rule 10: PRIMARY_EMAIL takes %s", (_name, given, expected) => {
    expect(draft({ emails: given }, { externalIdField: "PRIMARY_EMAIL" }).externalIds).toEqual(expected);
  });

  it.each([
    ["the only candidate, whatever is in use", ["a"], "b", "a"],
    ["null without a candidate", [], "b", null],
    ["the one in use of several", ["a", "b"], "b", "b"],
    ["none of several when none is in use", ["a", "b"], "c", undefined],
  ])("rule 10: chooses %s", (_name, candidates, inUse, expected) => {
    expect(chooseExternalId(candidates, inUse)).toBe(expected);
  });

  it("rule 10: another order of the candidates is no change", () => {
    expect(sameCandidates(["a", "b"], ["b", "a"])).toBe(true);
    expect(sameCandidates(["a", "b"], ["a"])).toBe(false);
    expect(sameCandidates(["a"], ["b"])).toBe(false);
  });

  it.each([
    ["externalId", "00u1"],
    ['emails[type eq "work"].value', "Work@Example.com"],
    ["emails[primary eq true].value", "Work@Example.com"],
    [`${ENTERPRISE}:employeeNumber`, "0042"],
    [`${ENTERPRISE}:manager.value`, "m1"],
    ["urn:acme:2.0:User:BADGE", "b7"],
    ['emails[type eq "other"].value', null],
    ["nickName", null],
    ["emails[type pr].value", "Work@Example.com"],
  ])("rule 10: CUSTOM %s gives %j", (externalIdCustomPath, expected) => {
    const attributes = {
      externalId: "00u1",
      emails,
      [ENTERPRISE]: { employeeNumber: "0042", manager: { value: "m1" } },
      "urn:acme:2.0:User": { badge: "b7" },
    };
    const { externalIds } = draft(attributes, { externalIdField: "CUSTOM", externalIdCustomPath });
    expect(externalIds).toEqual(expected === null ? [] : [expected]);
  });

  it("rule 10: CUSTOM with several matches and no primary one gives them all", () => {
    const given = { emails: [{ value: "a@b.c" }, { value: "d@e.f" }, { type: "work" }] };
    const externalIdCustomPath = "emails[value pr].value";
    expect(draft(given, { externalIdField: "CUSTOM", externalIdCustomPath }).externalIds).toEqual([
      "a@b.c",
      "d@e.f",
    ]);
  });

  it("rule 10: a custom path that does not parse is refused before any user is read", () => {
    expect(() =>
      prepareMapping({ ...DEFAULT_MAPPING, externalIdField: "CUSTOM", externalIdCustomPath: "active" }),
    ).toThrow("active is boolean, not text");
  });
});

describe("rules 17 and 18: active", () => {
  it.each([
    ["rule 17", "a new user that is active", null, true, false, "leave"],
    ["rule 17", "a new user that is not", null, false, false, "disable"],
    ["rule 17", "active turned off", true, false, false, "disable"],
    ["rule 17", "active turned on", false, true, true, "enable"],
    ["rule 18", "the same active after a manual disable", true, true, true, "leave"],
    ["rule 18", "the same inactive after a manual enable", false, false, false, "leave"],
    ["rule 18", "turned off after a manual disable", true, false, true, "leave"],
    ["rule 18", "turned on after a manual enable", false, true, false, "leave"],
  ] as const)("%s: %s", (_rule, _name, previous, next, isDisabled, expected) => {
    expect(activeTransition(previous, next, isDisabled)).toBe(expected);
  });
});

describe("rule 11: applying a mapping to all identities", () => {
  const nothingTaken = { names: new Set<string>(), externalIds: new Set<string>() };
  const toMapping = (wanted: Partial<Mapping>, current: Partial<Mapping> = {}) => ({
    current: { ...DEFAULT_MAPPING, ...current },
    wanted: { ...DEFAULT_MAPPING, ...wanted },
  });
  const mapped = (identityId: string, attributes: Record<string, unknown>, identity = {}): MappedUser => ({
    user: user(attributes),
    identityId,
    identity: { name: "ann", externalId: null, authPolicyId: "default", ...identity },
  });

  it("rule 11: counts every kind of change and samples it masked", () => {
    const users = [
      mapped("same", { userName: "ann", displayName: "ann" }, { externalId: "ann" }),
      mapped("renamed", { userName: "bob", displayName: "Bob Builder" }, { name: "bob", externalId: "bob" }),
      mapped(
        "rekeyed",
        { userName: "eve", displayName: "eve" },
        { name: "eve", externalId: "old@example.com" },
      ),
    ];
    const plan = planMapping(
      users,
      toMapping({ identityNameField: "DISPLAY_NAME", externalIdField: "USER_NAME" }),
      nothingTaken,
    );
    expect(plan.counts).toEqual({
      identities: 3,
      unchanged: 1,
      renamed: 1,
      rekeyed: 1,
      externalIdLost: 0,
      policyChanged: 0,
      conflicts: 0,
    });
    expect(plan.changes.map(({ identityId }) => identityId)).toEqual(["renamed", "rekeyed"]);
    expect(plan.samples).toEqual([
      { kind: "renamed", identityId: "renamed", before: "b…b", after: "B…b B…r" },
      { kind: "rekeyed", identityId: "rekeyed", before: "o…d@e…e.com", after: "e…e" },
    ]);
  });

  it("rule 11: a lost external ID and a new policy are counted apart", () => {
    const users = [mapped("one", { userName: "ann" }, { externalId: "00u1" })];
    const byExternalId = { externalIdField: "CUSTOM", externalIdCustomPath: "externalId" } as const;
    const plan = planMapping(users, toMapping({ authPolicyId: "strict" }, byExternalId), nothingTaken);
    expect(plan.counts).toMatchObject({ rekeyed: 0, externalIdLost: 1, policyChanged: 1, unchanged: 0 });
    expect(plan.samples).toEqual([
      { kind: "externalIdLost", identityId: "one", before: "0…1", after: null },
      { kind: "policyChanged", identityId: "one", before: "default", after: "strict" },
    ]);
  });

  it("rule 11: two users of one name are one conflict of two identities", () => {
    const users = [
      mapped("one", { displayName: "Ann" }, { name: "a1" }),
      mapped("two", { displayName: "Ann" }, { name: "a2" }),
    ];
    const plan = planMapping(users, toMapping({ identityNameField: "DISPLAY_NAME" }), nothingTaken);
    expect(plan.conflicts).toEqual([
      { field: "name", value: "Ann", identityIds: ["one", "two"], isTaken: false },
    ]);
    expect(plan.counts.conflicts).toBe(2);
    expect(plan.samples.filter(({ kind }) => kind === "conflict")).toEqual([
      { kind: "conflict", identityId: "one", before: "a…", after: "A…n" },
      { kind: "conflict", identityId: "two", before: "a…", after: "A…n" },
    ]);
  });

  it("rule 11: a value of another identity of the network is a conflict", () => {
    const taken = { names: new Set<string>(), externalIds: new Set(["ann@example.com"]) };
    const plan = planMapping([mapped("one", {})], toMapping({ externalIdField: "USER_NAME" }), taken);
    expect(plan.conflicts).toEqual([
      { field: "externalId", value: "ann@example.com", identityIds: ["one"], isTaken: true },
    ]);
  });

  it("rule 11: a setting that stays the same changes nothing that a person set", () => {
    const byHand = { name: "by hand", externalId: "by hand", authPolicyId: "by hand" };
    const plan = planMapping([mapped("one", {}, byHand)], toMapping({}), nothingTaken);
    expect(plan.changes).toEqual([]);
    const strict = planMapping(
      [mapped("one", {}, byHand)],
      toMapping({ authPolicyId: "strict" }),
      nothingTaken,
    );
    expect(strict.changes.map(({ after }) => after)).toEqual([{ ...byHand, authPolicyId: "strict" }]);
  });

  it("rule 11: with a tie-breaker the older user gets the name and the younger its userName", () => {
    const users = [
      mapped("one", { userName: "ann1", displayName: "Ann" }, { name: "a1" }),
      mapped("two", { userName: "ann2", displayName: "Ann" }, { name: "a2" }),
      mapped("three", { userName: "bob1", displayName: "Bob" }, { name: "b1" }),
    ];
    const wanted = { identityNameField: "DISPLAY_NAME", identityNameConflict: "userName" } as const;
    const taken = { ...nothingTaken, names: new Set(["Bob"]) };
    const plan = planMapping(users, toMapping(wanted), taken);
    expect(plan.conflicts).toEqual([]);
    expect(plan.changes.map(({ after }) => after.name)).toEqual(["Ann", "ann2", "bob1"]);
  });

  it("rule 11: several values for the external ID count as conflicts, unless one is in use", () => {
    const emails = [{ value: "a@b.c" }, { value: "d@e.f" }];
    const users = [
      mapped("in use", { emails }, { externalId: "d@e.f" }),
      mapped("not in use", { emails }, { name: "x", externalId: "old@b.c" }),
    ];
    const plan = planMapping(users, toMapping({ externalIdField: "PRIMARY_EMAIL" }), nothingTaken);
    expect([...plan.undecided]).toEqual(["not in use"]);
    expect(plan.counts).toMatchObject({ unchanged: 2, rekeyed: 0, conflicts: 1 });
    expect(plan.samples).toEqual([
      { kind: "conflict", identityId: "not in use", before: "o…d@b….c", after: null },
    ]);
  });

  it("rule 11: users may swap names, because all change at once", () => {
    const users = [
      mapped("one", { displayName: "b" }, { name: "a" }),
      mapped("two", { displayName: "a" }, { name: "b" }),
    ];
    const plan = planMapping(users, toMapping({ identityNameField: "DISPLAY_NAME" }), nothingTaken);
    expect(plan.conflicts).toEqual([]);
    expect(plan.counts.renamed).toBe(2);
  });
});

it.each([
  ["alice@example.com", "a…e@e…e.com"],
  ["alice.b@mail.example.com", "a…e.b…@m…l.e…e.com"],
  ["Alice Example", "A…e E…e"],
  ["2819c223-7f76-453a-919d-413861904646", "2…6"],
  ["Zoë 😀😀😀", "Z…ë 😀…😀"],
  ["", ""],
])("masks %j as %j", (text, masked) => {
  expect(maskPersonal(text)).toBe(masked);
});

describe("adoption", () => {
  it("allows an identity without power over the network", () => {
    const plain = { isAdmin: false, settings: {}, tags: {} };
    expect(whyNotAdopted(plain)).toBeNull();
    expect(whyNotAdopted({ ...plain, settings: { permissions: [], appData: { a: "b" } } })).toBeNull();
    expect(whyNotAdopted({ ...plain, settings: { typeId: "Default" }, tags: { team: "blue" } })).toBeNull();
  });

  // A pushed user with the name of an administrator would sign in as the administrator.
  it.each([
    ["it is an administrator", { isAdmin: true }],
    ["it is the default administrator", { settings: { isDefaultAdmin: true } }],
    ["it is a system identity", { settings: { isSystem: true } }],
    ["it has permissions", { settings: { permissions: ["services.read"] } }],
    ["its type is not Default", { settings: { typeId: "Router" } }],
    ["its type is not Default", { settings: { type: "Router" } }],
    ["it has the tags of a SCIM integration", { tags: { scimIntegrationId: "another" } }],
    ["it has the tags of a SCIM integration", { tags: { scimUserId: "someone" } }],
  ])("never allows an identity because %s", (why, more) => {
    expect(whyNotAdopted({ isAdmin: false, settings: {}, tags: {}, ...more })).toBe(why);
  });
});
