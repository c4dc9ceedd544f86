import fc from "fast-check";
import type { GroupChange, UserAttributes } from "../../../src/server/scim/backend";
import { changesNothing, compileGroupPatch } from "../../../src/server/scim/group-patch";
import { normalizeUser } from "../../../src/server/scim/normalize";
import { patchUser } from "../../../src/server/scim/patch";
import { ScimError } from "../../../src/server/scim/scim-error";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

const ann: UserAttributes = {
  userName: "ann",
  active: true,
  name: { givenName: "Ann", familyName: "Berg" },
  emails: [
    { value: "ann@work.example", type: "work", primary: true },
    { value: "ann@home.example", type: "home" },
  ],
  roles: [{ value: "admin" }, { value: "auditor" }],
  [ENTERPRISE]: { department: "Sales", manager: { value: "m1", $ref: "../Users/m1" } },
};

const request = (...operations: unknown[]) => ({ schemas: [PATCH_OP], Operations: operations });
const patched = (...operations: unknown[]) => patchUser(ann, request(...operations));
const refusal = (work: () => unknown): ScimError => {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

describe("what identity providers send", () => {
  it("Entra ID disables with a capital op and a text", () => {
    expect(patched({ op: "Replace", path: "active", value: "False" })).toEqual({ ...ann, active: false });
  });

  it("Okta deactivates without a path", () => {
    expect(patched({ op: "replace", value: { active: false } })).toEqual({ ...ann, active: false });
  });

  it("Entra ID with the 2.0 flag sends dotted and URN keys in one value", () => {
    const value = {
      "name.givenName": "Anna",
      displayName: "Anna Berg",
      [`${ENTERPRISE}:department`]: "Finance",
      [`${ENTERPRISE}:manager`]: { value: "m2" },
      [`${CORE}:title`]: "Lead",
    };
    expect(patched({ op: "replace", value })).toEqual({
      ...ann,
      name: { givenName: "Anna", familyName: "Berg" },
      displayName: "Anna Berg",
      title: "Lead",
      [ENTERPRISE]: { department: "Finance", manager: { value: "m2" } },
    });
  });

  it.each(["Add", "Replace"])("%s through brackets that match nothing creates the value", (op) => {
    const next = patched({ op, path: 'emails[type eq "other"].value', value: "ann@other.example" });
    expect(next.emails).toEqual([
      ...(ann.emails as unknown[]),
      { type: "other", value: "ann@other.example" },
    ]);
  });

  it("the first address may be created through brackets, with a boolean as text", () => {
    const next = patchUser(
      { userName: "a", active: true },
      request({ op: "Add", path: 'roles[primary eq "True"].value', value: "admin" }),
    );
    expect(next.roles).toEqual([{ primary: true, value: "admin" }]);
  });

  it("Entra ID removes an address through brackets", () => {
    const next = patched({ op: "Remove", path: 'emails[type eq "home"].value' });
    expect(next.emails).toEqual([{ value: "ann@work.example", type: "work", primary: true }]);
  });

  it("Entra ID adds a role as JSON text, and again without a change", () => {
    const value = [{ value: '{"id":"06b0","value":"billing","displayName":"Billing"}' }];
    const next = patched({ op: "Add", path: "roles", value });
    expect(next.roles).toEqual([
      { value: "admin" },
      { value: "auditor" },
      { value: "billing", display: "Billing" },
    ]);
    expect(patchUser(next, request({ op: "Add", path: "roles", value }))).toBe(next);
  });

  it("a filter on roles with JSON text as the whole value", () => {
    const next = patched({
      op: "Replace",
      path: "roles",
      value: '{"value":"billing","displayName":"Billing"}',
    });
    expect(next.roles).toEqual([{ value: "billing", display: "Billing" }]);
  });

  it.each([
    ["a bare id", "m2", { value: "m2" }],
    ["an object", { value: "m2" }, { value: "m2" }],
    ["a list of one reference", [{ $ref: "../Users/m2", value: "m2" }], { value: "m2", $ref: "../Users/m2" }],
  ])("the manager as %s", (_name, value, manager) => {
    const next = patched({ op: "Add", path: `${ENTERPRISE}:manager`, value });
    expect(next[ENTERPRISE]).toEqual({ department: "Sales", manager });
  });

  it("the manager without a URN, as path and as key", () => {
    const expected = { department: "Sales", manager: { value: "m2" } };
    expect(patched({ op: "Add", path: "manager", value: "m2" })[ENTERPRISE]).toEqual(expected);
    expect(patched({ op: "Replace", value: { manager: { value: "m2" } } })[ENTERPRISE]).toEqual(expected);
  });

  it("the manager is removed, then the extension goes with its last attribute", () => {
    const path = (name: string) => ({ op: "remove", path: `${ENTERPRISE}:${name}` });
    expect(patched(path("manager"))[ENTERPRISE]).toEqual({ department: "Sales" });
    expect(patched(path("manager"), path("department"))).not.toHaveProperty([ENTERPRISE]);
  });

  it("removing with a list of values removes these only", () => {
    const next = patched({ op: "Remove", path: "roles", value: [{ value: "ADMIN" }, { value: "unknown" }] });
    expect(next.roles).toEqual([{ value: "auditor" }]);
  });

  it("removing with an empty list removes nothing, without a value everything", () => {
    expect(patched({ op: "Remove", path: "roles", value: [] })).toBe(ann);
    expect(patched({ op: "Remove", path: "roles" })).not.toHaveProperty("roles");
  });

  it("removing through brackets removes the values that match, not the list", () => {
    expect(patched({ op: "remove", path: 'roles[value eq "admin"]' }).roles).toEqual([{ value: "auditor" }]);
    expect(patched({ op: "remove", path: 'roles[value eq "none"]' })).toBe(ann);
  });
});

describe("add, replace and remove (RFC 7644 section 3.5.2)", () => {
  it("sub-attributes that are sent replace, empty ones remove, the others stay", () => {
    const next = patched({
      op: "replace",
      path: "name",
      value: { GIVENNAME: "Anna", familyName: "", middleName: "M" },
    });
    expect(next.name).toEqual({ givenName: "Anna", middleName: "M" });
  });

  it("add appends what is new and brings up to date what is there", () => {
    const value = [
      { value: "ANN@home.example", display: "Home" },
      { value: "new@x.example", primary: true },
    ];
    expect(patched({ op: "add", path: "emails", value }).emails).toEqual([
      { value: "ann@work.example", type: "work", primary: false },
      { value: "ANN@home.example", type: "home", display: "Home" },
      { value: "new@x.example", primary: true },
    ]);
  });

  it("replace without brackets replaces the whole list", () => {
    const next = patched({ op: "replace", path: "emails", value: { value: "one@x.example" } });
    expect(next.emails).toEqual([{ value: "one@x.example" }]);
  });

  it("replace through brackets replaces the value, which still fits the brackets", () => {
    const next = patched({ op: "replace", path: 'emails[type eq "home"]', value: { value: "h@x.example" } });
    expect((next.emails as unknown[])[1]).toEqual({ type: "home", value: "h@x.example" });
  });

  it("add through brackets adds to the value", () => {
    const next = patched({ op: "add", path: 'emails[type eq "home"]', value: { primary: true } });
    expect(next.emails).toEqual([
      { value: "ann@work.example", type: "work", primary: false },
      { value: "ann@home.example", type: "home", primary: true },
    ]);
  });

  it("a sub-attribute without brackets needs a single value", () => {
    const one = patched({ op: "replace", path: 'emails[type eq "home"]', value: null });
    expect(
      patchUser(one, request({ op: "replace", path: "emails.value", value: "x@x.example" })).emails,
    ).toEqual([{ value: "x@x.example", type: "work", primary: true }]);
    expect(refusal(() => patched({ op: "replace", path: "emails.value", value: "x" }))).toMatchObject({
      status: 400,
      scimType: "invalidPath",
      detail: 'emails.value: emails has 2 values; say which, as in emails[type eq "work"]',
    });
  });

  it("a whole extension by its URN, as path and as key", () => {
    const value = { department: "Finance", costCenter: null, unknown: 1 };
    const expected = { department: "Finance", manager: { value: "m1", $ref: "../Users/m1" } };
    expect(patched({ op: "add", path: ENTERPRISE, value })[ENTERPRISE]).toEqual(expected);
    expect(patched({ op: "add", value: { [ENTERPRISE]: value } })[ENTERPRISE]).toEqual(expected);
    expect(patched({ op: "remove", path: ENTERPRISE })).not.toHaveProperty([ENTERPRISE]);
  });

  it("extensions that nobody described are kept as they come", () => {
    const next = patched({ op: "add", path: "urn:acme:2.0:User:Badge", value: "b7" });
    expect(next["urn:acme:2.0:User"]).toEqual({ Badge: "b7" });
    const again = patchUser(next, request({ op: "replace", value: { "urn:acme:2.0:user:badge": "b8" } }));
    expect(again["urn:acme:2.0:User"]).toEqual({ Badge: "b8" });
    expect(patchUser(next, request({ op: "remove", path: "urn:acme:2.0:User" }))).toEqual(ann);
  });

  it("what changes nothing gives the same object", () => {
    expect(
      patched({ op: "replace", value: { active: "true", name: { familyName: "Berg" }, userName: "ann" } }),
    ).toBe(ann);
  });

  it("does not change what it was given", () => {
    const frozen = JSON.stringify(ann);
    patched({ op: "remove", path: "emails" }, { op: "add", path: "name.middleName", value: "M" });
    expect(JSON.stringify(ann)).toBe(frozen);
  });

  it("drops the password, unknown attributes and unsafe keys; reads without a path leave read-only ones alone", () => {
    const unsafe = JSON.parse(
      '{"__proto__": {"admin": true}, "constructor": "x", "urn:acme:2.0:User": {"__proto__": {"a": 1}}}',
    );
    expect(
      patched({
        op: "add",
        value: { ...unsafe, ...{ password: "secret", shoeSize: 9, id: "x", groups: [] } },
      }),
    ).toBe(ann);
    expect(patched({ op: "add", value: unsafe })).toBe(ann);
    expect(patched({ op: "replace", path: "password", value: "secret" })).toBe(ann);
    expect(patched({ op: "replace", path: `${ENTERPRISE}:manager.displayName`, value: "Eve" })).toBe(ann);
    expect(patched({ op: "replace", path: "urn:acme:2.0:User:constructor", value: "x" })).toBe(ann);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });
});

describe("refusals", () => {
  it.each([
    ["no object", [], 400, "invalidSyntax", "the body must be a PatchOp as a JSON object"],
    ["other schemas", { schemas: [CORE], Operations: [{}] }, 400, "invalidSyntax", "schemas must contain"],
    ["no operations", { Operations: [] }, 400, "invalidSyntax", "Operations must be a list of at least one"],
    [
      "an unknown op",
      request({ op: "move" }),
      400,
      "invalidSyntax",
      "Operations[0].op must be one of add, replace, remove",
    ],
    [
      "a bad path",
      request({ op: "add", path: "emails[", value: 1 }),
      400,
      "invalidPath",
      'Operations[0].path "emails[": expected an attribute name at character 8',
    ],
    ["remove without a path", request({ op: "remove" }), 400, "noTarget", "Operations[0].path is required"],
    [
      "a bare value",
      request({ op: "add", value: true }),
      400,
      "invalidValue",
      "must be an object when there is no path",
    ],
    [
      "a read-only path",
      request({ op: "add", path: "groups", value: [] }),
      400,
      "mutability",
      "groups is written by the server only",
    ],
    [
      "no userName",
      request({ op: "remove", path: "userName" }),
      400,
      "mutability",
      "userName is required and cannot be removed",
    ],
    [
      "a blank userName",
      request({ op: "replace", path: "userName", value: " " }),
      400,
      "invalidValue",
      "must not be blank",
    ],
    ["no active", request({ op: "remove", path: "active" }), 400, "mutability", "active is required"],
    [
      "a wrong type",
      request({ op: "replace", path: "active", value: "maybe" }),
      400,
      "invalidValue",
      'Operations[0].value must be true or false (also as the text "True" or "False"), not text',
    ],
    [
      "a wrong type inside",
      request({ op: "add", value: { emails: [{ value: 7 }] } }),
      400,
      "invalidValue",
      "Operations[0].value.emails[0].value must be text, not a number",
    ],
    [
      "brackets on a single value",
      request({ op: "add", path: 'name[givenName eq "x"].familyName', value: "y" }),
      400,
      "invalidPath",
      "name has a single value",
    ],
    [
      "nothing to create from",
      request({ op: "add", path: 'emails[type ne "work" and type ne "home"].value', value: "y" }),
      400,
      "noTarget",
      "selects nothing",
    ],
    [
      "too many values",
      request({ op: "add", path: "roles", value: Array.from({ length: 999 }, (_, index) => String(index)) }),
      400,
      "invalidValue",
      "roles has 1001 values; at most 1000 are allowed",
    ],
    [
      "too many operations",
      request(...Array.from({ length: 1001 }, () => ({ op: "add", path: "title", value: "x" }))),
      413,
      null,
      "at most 1000",
    ],
  ])("%s", (_name, body, status, scimType, detail) => {
    const error = refusal(() => patchUser(ann, body));
    expect(error).toMatchObject({ status, scimType });
    expect(error.detail).toContain(detail);
  });
});

describe("patch laws", () => {
  const path = fc.constantFrom(
    "userName",
    "active",
    "name",
    "name.givenName",
    "emails",
    "emails.value",
    'emails[type eq "work"]',
    'emails[type eq "work"].value',
    "emails[not (value pr)].primary",
    "roles",
    "members",
    "addresses",
    `${ENTERPRISE}:manager`,
    `${ENTERPRISE}:manager.value`,
    ENTERPRISE,
    CORE,
    "urn:acme:2.0:User",
    "urn:acme:2.0:User:a",
    'urn:acme:2.0:User:a[b eq "c"].d',
    "id",
    "__proto__",
    "constructor",
    "nothing",
    "",
  );
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom(
      "True",
      [],
      [null],
      [[]],
      {},
      [{ value: "x", primary: "true" }],
      { value: "x" },
      '{"value":"v"}',
    ),
    fc.dictionary(path, fc.jsonValue({ maxDepth: 2 })),
  );
  const operation = fc.record(
    { op: fc.constantFrom("add", "Replace", "REMOVE"), path, value },
    { requiredKeys: ["op"] },
  );

  it("arbitrary operations give a canonical user, or a ScimError", () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 4 }), (operations) => {
        try {
          const next = patchUser(ann, request(...operations));
          expect(normalizeUser(next)).toEqual(next);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("arbitrary JSON gives a result or a ScimError", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        for (const work of [
          () => patchUser(ann, body),
          () => normalizeUser(body),
          () => compileGroupPatch({ displayName: "g" }, body),
        ]) {
          try {
            work();
          } catch (error) {
            expect(error).toBeInstanceOf(ScimError);
          }
        }
      }),
    );
  });

  it("agrees with a plain record and a plain list for simple operations", () => {
    const text: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "d");
    const step = fc.oneof(
      fc.record({
        kind: fc.constantFrom("add" as const, "replace" as const),
        at: fc.constantFrom("title", "nickName"),
        value: text,
      }),
      fc.record({ kind: fc.constant("remove" as const), at: fc.constantFrom("title", "nickName") }),
      fc.record({
        kind: fc.constantFrom("add" as const, "replace" as const, "drop" as const),
        at: fc.constant("entitlements"),
        values: fc.uniqueArray(text, { minLength: 1 }),
      }),
      fc.record({ kind: fc.constant("select" as const), at: fc.constant("entitlements"), value: text }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), (steps) => {
        const fields: Record<string, string> = {};
        let entitlements: string[] = [];
        const operations = steps.map((one) => {
          if (one.kind === "select") {
            entitlements = entitlements.filter((value) => value !== one.value);
            return { op: "remove", path: `entitlements[value eq "${one.value}"]` };
          }
          if ("values" in one) {
            const { kind, values } = one;
            if (kind === "replace") entitlements = [...values];
            if (kind === "add") entitlements = [...new Set([...entitlements, ...values])];
            if (kind === "drop") entitlements = entitlements.filter((value) => !values.includes(value));
            return {
              op: kind === "drop" ? "remove" : kind,
              path: one.at,
              value: values.map((value) => ({ value })),
            };
          }
          if ("value" in one) fields[one.at] = one.value;
          else delete fields[one.at];
          return { op: one.kind, path: one.at, ...("value" in one && { value: one.value }) };
        });
        const list =
          entitlements.length === 0 ? {} : { entitlements: entitlements.map((value) => ({ value })) };
        const start = { userName: "u", active: true };
        expect(patchUser(start, request(...operations))).toEqual({ ...start, ...fields, ...list });
      }),
      { numRuns: 500 },
    );
  });
});

describe("group PATCH", () => {
  const attributes = { displayName: "Sales" };
  const compiled = (...operations: unknown[]) => compileGroupPatch(attributes, request(...operations));
  const change = (parts: Partial<GroupChange>): GroupChange => ({
    attributes,
    clearMembers: false,
    add: [],
    remove: [],
    ...parts,
  });

  it.each<[string, unknown[], Partial<GroupChange>]>([
    [
      "Entra ID adds members",
      [{ op: "Add", path: "members", value: [{ $ref: null, value: "u1" }, { value: "u2" }] }],
      { add: ["u1", "u2"] },
    ],
    [
      "Entra ID removes with a value list",
      [{ op: "Remove", path: "members", value: [{ $ref: null, value: "u1" }] }],
      { remove: ["u1"] },
    ],
    ["removal through brackets", [{ op: "remove", path: 'members[value eq "u1"]' }], { remove: ["u1"] }],
    [
      "removal of several",
      [{ op: "remove", path: 'members[value eq "u1" or value eq "u2"]' }],
      { remove: ["u1", "u2"] },
    ],
    ["bare ids", [{ op: "add", path: "members", value: ["u1", "u1"] }], { add: ["u1"] }],
    ["one object for a list", [{ op: "add", path: "members", value: { Value: "u1" } }], { add: ["u1"] }],
    [
      "adding through brackets",
      [{ op: "add", path: 'members[value eq "u1"]', value: { value: "u1" } }],
      { add: ["u1"] },
    ],
    [
      "replacing all members",
      [{ op: "replace", path: "members", value: [{ value: "u1" }] }],
      { clearMembers: true, add: ["u1"] },
    ],
    ["replacing by none", [{ op: "replace", path: "members", value: [] }], { clearMembers: true }],
    ["removing all members", [{ op: "remove", path: "members" }], { clearMembers: true }],
    ["removing none", [{ op: "remove", path: "members", value: [] }], {}],
    [
      "Okta renames with its id",
      [{ op: "replace", value: { id: "g1", displayName: "Revenue" } }],
      { attributes: { displayName: "Revenue" } },
    ],
    ["renaming to the same name", [{ op: "replace", value: { id: "g1", displayName: "Sales" } }], {}],
    [
      "Okta mixes removal and addition",
      [
        { op: "remove", path: 'members[value eq "u1"]' },
        { op: "add", path: "members", value: [{ value: "u2" }] },
      ],
      { add: ["u2"], remove: ["u1"] },
    ],
    [
      "a later operation wins",
      [
        { op: "add", path: "members", value: ["u1"] },
        { op: "remove", path: "members", value: ["u1"] },
      ],
      { remove: ["u1"] },
    ],
    [
      "and the other way round",
      [
        { op: "remove", path: "members", value: ["u1"] },
        { op: "add", path: "members", value: ["u1"] },
      ],
      { add: ["u1"] },
    ],
    [
      "clearing forgets what came before",
      [
        { op: "add", path: "members", value: ["u1"] },
        { op: "remove", path: "members" },
        { op: "add", path: "members", value: ["u2"] },
      ],
      { clearMembers: true, add: ["u2"] },
    ],
    [
      "members without a path",
      [{ op: "add", value: { members: [{ value: "u1" }], externalId: "e" } }],
      { add: ["u1"], attributes: { displayName: "Sales", externalId: "e" } },
    ],
    [
      "the display of a member is not ours to write",
      [{ op: "replace", path: 'members[value eq "u1"].display', value: "x" }],
      {},
    ],
  ])("%s", (_name, operations, expected) => {
    expect(compiled(...operations)).toEqual(change(expected));
  });

  it.each([
    [
      "a member without an id",
      { op: "add", path: "members", value: [{ display: "x" }] },
      "invalidValue",
      "Operations[0].value[0].value is required",
    ],
    ["an empty id", { op: "remove", path: "members", value: "" }, "invalidValue", "the id of a user"],
    [
      "a group as member",
      { op: "add", path: "members", value: [{ value: "g2", type: "group" }] },
      "invalidValue",
      "only users can be members",
    ],
    [
      "another selection",
      { op: "remove", path: 'members[display eq "x"]' },
      "invalidFilter",
      "members are selected by value eq",
    ],
    [
      "a part of all members",
      { op: "replace", path: "members.value", value: "u1" },
      "invalidPath",
      "write members",
    ],
    ["no name", { op: "remove", path: "displayName" }, "mutability", "displayName is required"],
  ])("refuses %s", (_name, operation, scimType, detail) => {
    const error = refusal(() => compiled(operation));
    expect(error).toMatchObject({ status: 400, scimType });
    expect(error.detail).toContain(detail);
  });

  it("knows a change that changes nothing whoever the members are", () => {
    expect(changesNothing(attributes, change({}))).toBe(true);
    expect(changesNothing(attributes, change({ clearMembers: true }))).toBe(false);
    expect(changesNothing(attributes, change({ attributes: { displayName: "Revenue" } }))).toBe(false);
  });

  it("differences agree with a plain set of members for any sequence", () => {
    const ids = fc.uniqueArray(fc.constantFrom("u1", "u2", "u3", "u4"));
    const operation = fc.record({
      op: fc.constantFrom("add", "replace", "remove"),
      path: fc.constant("members"),
      value: ids,
    });
    fc.assert(
      fc.property(ids, fc.array(operation, { minLength: 1, maxLength: 6 }), (start, operations) => {
        let model = new Set(start);
        for (const { op, value } of operations) {
          if (op === "replace") model = new Set(value);
          if (op === "add") model = new Set([...model, ...value]);
          if (op === "remove") model = new Set([...model].filter((id) => !value.includes(id)));
        }
        const { clearMembers, add, remove } = compiled(...operations);
        const kept = clearMembers ? [] : start.filter((id) => !remove.includes(id));
        expect(new Set([...kept, ...add])).toEqual(model);
        expect(add.filter((id) => remove.includes(id))).toEqual([]);
        expect(clearMembers && remove.length > 0).toBe(false);
      }),
    );
  });
});
