import fc from "fast-check";
import { normalizeGroup, normalizeUser } from "../../../../src/server/scim/attributes/normalize";
import { ScimError } from "../../../../src/server/scim/scim-error";
import { refusal } from "../support/refusal";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

describe("normalizeUser", () => {
  it("reads what Entra ID posts", () => {
    const body = {
      schemas: [CORE, ENTERPRISE],
      externalId: "0a21f0f2",
      userName: "Test_User@example.com",
      active: "True",
      addresses: null,
      displayName: "Test",
      emails: [{ type: "work", value: "Test@Example.com", primary: "true" }],
      meta: { resourceType: "User" },
      name: { formatted: "given family", familyName: null, givenName: "given" },
      roles: [],
      [ENTERPRISE.toLowerCase()]: {
        DEPARTMENT: "Sales",
        manager: { value: "", displayName: "Eve" },
        costCenter: "",
      },
      "urn:ietf:params:scim:schemas:extension:Custom:2.0:User": { tag: "x", none: null },
    };
    expect(normalizeUser(body)).toEqual({
      externalId: "0a21f0f2",
      userName: "Test_User@example.com",
      active: true,
      displayName: "Test",
      emails: [{ type: "work", value: "Test@Example.com", primary: true }],
      name: { formatted: "given family", givenName: "given" },
      [ENTERPRISE]: { department: "Sales" },
      "urn:ietf:params:scim:schemas:extension:Custom:2.0:User": { tag: "x" },
    });
  });

  it("reads what Okta puts back: server fields, empty texts, a password", () => {
    const body = {
      schemas: [CORE],
      id: "u1",
      userName: "ann",
      password: "1mz050nq",
      groups: [{ value: "g1" }],
      meta: { created: "2026-11-24T09:30:00Z" },
      name: { givenName: "Ann", middleName: "" },
      emails: [{ primary: true, value: "", type: "work" }],
      locale: "en-US",
    };
    const user = normalizeUser(body);
    expect(user).toEqual({ userName: "ann", active: true, name: { givenName: "Ann" }, locale: "en-US" });
    expect(JSON.stringify(user)).not.toContain("1mz050nq");
  });

  it.each([
    [
      "the text of one role",
      '{"id":"r1","value":"admin","displayName":"Admin"}',
      [{ value: "admin", display: "Admin" }],
    ],
    ["the text of several", '[{"value":"a"},{"value":"b"}]', [{ value: "a" }, { value: "b" }]],
    [
      "a text inside value",
      [{ primary: "True", value: '{"value":"admin"}' }],
      [{ primary: true, value: "admin" }],
    ],
    [
      "displayName for display",
      [{ value: "admin", displayName: "Admin" }],
      [{ value: "admin", display: "Admin" }],
    ],
    ["text that only looks like JSON", ["{admin"], [{ value: "{admin" }]],
    ["JSON that is no role", ['{"name":"admin"}'], [{ value: '{"name":"admin"}' }]],
    ["plain texts", ["admin", "audit"], [{ value: "admin" }, { value: "audit" }]],
  ])("roles as %s", (_name, roles, expected) => {
    expect(normalizeUser({ userName: "ann", roles }).roles).toEqual(expected);
  });

  it("names match in any case and get their canonical spelling", () => {
    expect(normalizeUser({ USERNAME: "ann", Name: { GIVENNAME: "Ann" }, [CORE]: { Title: "Lead" } })).toEqual(
      {
        userName: "ann",
        active: true,
        name: { givenName: "Ann" },
        title: "Lead",
      },
    );
  });

  // Issue 13, B7: OneLogin names the schemas of SCIM 1.1.
  it.each([
    ["urn:scim:schemas:core:1.0", "urn:scim:schemas:extension:enterprise:1.0"],
    ["urn:scim:schemas:core:2.0:User", "urn:scim:schemas:extension:enterprise:2.0:User"],
    ["URN:SCIM:Schemas:Core:1.0", "URN:SCIM:Schemas:Extension:Enterprise:1.0"],
  ])("schemas may name %s", (core, enterprise) => {
    const body = {
      schemas: [core, enterprise],
      userName: "ann",
      [core]: { title: "Lead" },
      [enterprise]: { department: "Sales" },
      [ENTERPRISE]: { costCenter: "7" },
    };
    expect(normalizeUser(body)).toEqual({
      userName: "ann",
      active: true,
      title: "Lead",
      [ENTERPRISE]: { department: "Sales", costCenter: "7" },
    });
  });

  it("active has the caller's default when the body has none", () => {
    expect(normalizeUser({ userName: "ann" }, false).active).toBe(false);
    expect(normalizeUser({ userName: "ann", active: null }, false).active).toBe(false);
    expect(normalizeUser({ userName: "ann", active: true }, false).active).toBe(true);
  });

  // Issue 13, B6: Entra ID and Microsoft's own SCIM library.
  it("a text or a boolean may be a list with one value", () => {
    const body = {
      userName: [{ value: "ann" }],
      active: [{ value: "False" }],
      name: { givenName: [{ $ref: null, value: "Ann" }] },
      title: [{ value: null }],
      [ENTERPRISE]: { department: [{ VALUE: "Sales" }] },
    };
    expect(normalizeUser(body)).toEqual({
      userName: "ann",
      active: false,
      name: { givenName: "Ann" },
      [ENTERPRISE]: { department: "Sales" },
    });
    expect(normalizeGroup({ displayName: [{ value: "Sales" }] }).attributes).toEqual({
      displayName: "Sales",
    });
  });

  it("unsafe keys are ignored at any place", () => {
    const body = JSON.parse(
      '{"userName":"ann","__proto__":{"x":1},"constructor":{"y":1},' +
        '"urn:acme:2.0:User":{"__proto__":{"z":1},"list":[{"constructor":1,"a":1}]}}',
    );
    expect(normalizeUser(body)).toEqual({
      userName: "ann",
      active: true,
      "urn:acme:2.0:User": { list: [{ a: 1 }] },
    });
  });

  it.each([
    ["a list", [], "invalidSyntax", "the body must be a User as a JSON object"],
    [
      "another schema",
      { schemas: [GROUP], userName: "ann" },
      "invalidSyntax",
      `schemas must contain ${CORE}`,
    ],
    ["no userName", { displayName: "Ann" }, "invalidValue", "userName is required"],
    ["an empty userName", { userName: " " }, "invalidValue", "userName is required"],
    ["a number for text", { userName: "a", title: 7 }, "invalidValue", "title must be text, not a number"],
    [
      "a list for one value",
      { userName: "a", name: [{}, {}] },
      "invalidValue",
      "name must be a single value, not a list of 2",
    ],
    [
      "two values in a list for one value",
      { userName: "a", title: [{ value: "x" }, { value: "y" }] },
      "invalidValue",
      "title must be a single value, not a list of 2",
    ],
    [
      "an object for a text",
      { userName: "a", title: [{ value: {} }] },
      "invalidValue",
      "title must be text, not an object",
    ],
    [
      "text for an object",
      { userName: "a", name: "Ann" },
      "invalidValue",
      "name must be an object, not text",
    ],
    [
      "a bad boolean inside",
      { userName: "a", emails: [{ value: "x" }, { primary: "yes" }] },
      "invalidValue",
      "emails[1].primary must be true or false",
    ],
    [
      "a bad extension",
      { userName: "a", [ENTERPRISE]: 1 },
      "invalidValue",
      `${ENTERPRISE} must be an object`,
    ],
    [
      "a bad value in an extension",
      { userName: "a", [ENTERPRISE]: { department: {} } },
      "invalidValue",
      `${ENTERPRISE}.department must be text, not an object`,
    ],
    [
      "endless nesting",
      { userName: "a", "urn:acme:2.0:User": { a: [[[[[1]]]]] } },
      "invalidValue",
      "nests deeper than 4 levels",
    ],
  ])("refuses %s", (_name, body, scimType, detail) => {
    const error = refusal(() => normalizeUser(body));
    expect(error).toMatchObject({ status: 400, scimType });
    expect(error.detail).toContain(detail);
  });

  it("a normalized user normalizes to itself", () => {
    const name = fc.constantFrom(
      "userName",
      "ACTIVE",
      "name",
      "emails",
      "roles",
      "addresses",
      "urn:acme:2.0:User",
      ENTERPRISE,
      "id",
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom("True", { value: "x", primary: "false" }, ["x"]),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (body) => {
        try {
          const user = normalizeUser({ ...body, userName: "ann" });
          expect(normalizeUser(user)).toEqual(user);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("normalizeGroup", () => {
  // RFC 7643 section 2.5: null and [] mean the same as absence.
  it("reads Entra ID's legacy schema, and takes absent members and null for an empty list", () => {
    const schemas = [GROUP, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"];
    expect(normalizeGroup({ schemas, externalId: "e", displayName: "Sales", meta: {} })).toEqual({
      attributes: { displayName: "Sales", externalId: "e" },
      memberIds: [],
    });
    expect(normalizeGroup({ displayName: "Sales", members: [] }).memberIds).toEqual([]);
    expect(normalizeGroup({ displayName: "Sales", members: null }).memberIds).toEqual([]);
  });

  it("members may stand below the URN of the schema", () => {
    expect(normalizeGroup({ [GROUP]: { displayName: "Sales", members: ["u1"] } })).toEqual({
      attributes: { displayName: "Sales" },
      memberIds: ["u1"],
    });
  });

  it("schemas may name SCIM 1.1", () => {
    const body = { schemas: ["urn:scim:schemas:core:1.0"], displayName: "Sales" };
    expect(normalizeGroup(body).attributes).toEqual({ displayName: "Sales" });
  });

  it("members become ids, each once", () => {
    const members = [{ value: "u1", display: "Ann" }, "u2", { VALUE: "u1", $ref: null, type: "User" }];
    expect(normalizeGroup({ displayName: "Sales", Members: members }).memberIds).toEqual(["u1", "u2"]);
  });

  it.each([
    [{ members: [] }, "displayName is required"],
    [{ displayName: "Sales", members: [{ id: "u1" }] }, "members[0].value is required"],
    [{ displayName: "Sales", members: "" }, "members[0].value is required"],
    [{ displayName: "Sales", members: [{ value: "g1", type: "Group" }] }, "only users can be members"],
  ])("refuses %j", (body, detail) => {
    expect(refusal(() => normalizeGroup(body)).detail).toContain(detail);
  });
});
