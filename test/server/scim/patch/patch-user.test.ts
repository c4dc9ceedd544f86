import { patchUser } from "../../../../src/server/scim/patch/patch-user";
import { ann, CORE, ENTERPRISE, request } from "../support/patch-support";
import { refusal } from "../support/refusal";

const patched = (...operations: unknown[]) => patchUser(ann, request(...operations));

describe("what identity providers send", () => {
  it("Entra ID disables with a capital op and a text", () => {
    expect(patched({ op: "Replace", path: "active", value: "False" })).toEqual({ ...ann, active: false });
  });

  // Issue 13, B6: Entra ID and Microsoft's own SCIM library.
  it.each<[string, unknown, object]>([
    ["active", [{ value: "False" }], { active: false }],
    ["active", [{ $ref: null, Value: false }], { active: false }],
    ["displayName", [{ value: "Ann B" }], { displayName: "Ann B" }],
    ["name.familyName", [{ value: "Boe" }], { name: { givenName: "Ann", familyName: "Boe" } }],
  ])("a list with one value for %s", (path, value, expected) => {
    expect(patched({ op: "Replace", path, value })).toEqual({ ...ann, ...expected });
    expect(patched({ op: "Replace", value: { [path]: value } })).toEqual({ ...ann, ...expected });
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

  it("removing the manager also removes the extension, of which it is the last attribute", () => {
    const path = (name: string) => ({ op: "remove", path: `${ENTERPRISE}:${name}` });
    expect(patched(path("manager"))[ENTERPRISE]).toEqual({ department: "Sales" });
    expect(patched(path("manager"), path("department"))).not.toHaveProperty([ENTERPRISE]);
  });

  it("removing with a list of values removes only these", () => {
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
  it("sub-attributes in the value replace, empty ones remove, the others stay", () => {
    const next = patched({
      op: "replace",
      path: "name",
      value: { GIVENNAME: "Anna", familyName: "", middleName: "M" },
    });
    expect(next.name).toEqual({ givenName: "Anna", middleName: "M" });
  });

  it("add appends new values and updates present ones", () => {
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

  it("replace through brackets replaces the value, and the new value still matches", () => {
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
      detail: 'emails.value: emails has 2 values; select some, as in emails[type eq "work"]',
    });
  });

  it("a whole extension by its URN, as path and as key", () => {
    const value = { department: "Finance", costCenter: null, unknown: 1 };
    const expected = { department: "Finance", manager: { value: "m1", $ref: "../Users/m1" } };
    expect(patched({ op: "add", path: ENTERPRISE, value })[ENTERPRISE]).toEqual(expected);
    expect(patched({ op: "add", value: { [ENTERPRISE]: value } })[ENTERPRISE]).toEqual(expected);
    expect(patched({ op: "remove", path: ENTERPRISE })).not.toHaveProperty([ENTERPRISE]);
  });

  it("extensions without a schema are kept unchanged", () => {
    const next = patched({ op: "add", path: "urn:acme:2.0:User:Badge", value: "b7" });
    expect(next["urn:acme:2.0:User"]).toEqual({ Badge: "b7" });
    const again = patchUser(next, request({ op: "replace", value: { "urn:acme:2.0:user:badge": "b8" } }));
    expect(again["urn:acme:2.0:User"]).toEqual({ Badge: "b8" });
    expect(patchUser(next, request({ op: "remove", path: "urn:acme:2.0:User" }))).toEqual(ann);
  });

  it("a single value of an extension without a schema stays single behind brackets", () => {
    const user = { ...ann, "urn:acme:2.0:User": { badge: { kind: "a", tags: { x: 1 } } } };
    const path = 'urn:acme:2.0:User:badge[kind eq "a"].level';
    expect(patchUser(user, request({ op: "remove", path }))).toBe(user);
    expect(patchUser(user, request({ op: "add", path, value: 7 }))["urn:acme:2.0:User"]).toEqual({
      badge: { kind: "a", tags: { x: 1 }, level: 7 },
    });
  });

  it("a PATCH without a change returns the same object", () => {
    expect(
      patched({ op: "replace", value: { active: "true", name: { familyName: "Berg" }, userName: "ann" } }),
    ).toBe(ann);
  });

  // RFC 7643 section 7: /Schemas says that active is not required. Issue 13, C6.
  it.each(["active", "ACTIVE", `${CORE}:active`])("removing %s disables the user", (path) => {
    expect(patched({ op: "Remove", path })).toEqual({ ...ann, active: false });
  });

  it("does not change its argument", () => {
    const frozen = JSON.stringify(ann);
    patched({ op: "remove", path: "emails" }, { op: "add", path: "name.middleName", value: "M" });
    expect(JSON.stringify(ann)).toBe(frozen);
  });

  it("drops the password, unknown attributes and unsafe keys, and read-only ones that no path names", () => {
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
      "only the server writes groups",
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
      "selects no value",
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
