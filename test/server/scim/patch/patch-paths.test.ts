import { compileGroupPatch } from "../../../../src/server/scim/patch/patch-group";
import { patchUser } from "../../../../src/server/scim/patch/patch-user";
import { ann, CORE, ENTERPRISE, request } from "../support/patch-support";
import { refusal } from "../support/refusal";

const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE_1 = "urn:scim:schemas:extension:enterprise:1.0";

const patched = (...operations: unknown[]) => patchUser(ann, request(...operations));
const patchedGroup = (...operations: unknown[]) =>
  compileGroupPatch({ displayName: "Sales" }, request(...operations));

// RFC 7644 section 3.5.2, table 9. Issue 13, B1.
describe("a path with an unknown attribute", () => {
  it.each([
    ["actve", 'actve is not an attribute of a SCIM user; did you mean "active"?'],
    ["name.givenNam", "name has no sub-attribute givenNam; it has formatted, familyName, givenName"],
    ["members", "members is not an attribute of a SCIM user"],
    ["constructor", "constructor is not an attribute of a SCIM user"],
    [`${CORE}:actve`, `${CORE}:actve is not an attribute of a SCIM user; did you mean "active"?`],
    [`${ENTERPRISE}:departmnt`, 'did you mean "department"?'],
    [`${ENTERPRISE}.departmnt`, 'did you mean "department"?'],
    [`${GROUP}:displayName`, "is not an attribute of a SCIM user"],
    ['emails[typ eq "work"].value', "emails has no sub-attribute typ; it has value, display, type, primary"],
    ['emails[type eq "work" and not (valu pr)]', "emails has no sub-attribute valu"],
    ['emails[type eq "work"].valu', 'did you mean "value"?'],
    [`${ENTERPRISE}[type eq "work"]`, "a schema has no values; name an attribute"],
  ])("%s is 400 invalidPath, for every op", (path, detail) => {
    for (const op of ["add", "replace", "remove"]) {
      const error = refusal(() => patched({ op, path, value: "x" }));
      expect(error).toMatchObject({ status: 400, scimType: "invalidPath" });
      expect(error.detail).toContain("Operations[0].path");
      expect(error.detail).toContain(detail);
    }
  });

  it.each(["memebers", "userName", "active", 'members[valu eq "u1"]'])("%s of a group too", (path) => {
    const error = refusal(() => patchedGroup({ op: "add", path, value: [{ value: "u1" }] }));
    expect(error).toMatchObject({ status: 400, scimType: "invalidPath" });
  });

  it("is kept when its schema is not in /Schemas, as Entra ID's own extensions are", () => {
    const urn = "urn:ietf:params:scim:schemas:extension:Custom:2.0:User";
    expect(patched({ op: "Add", path: `${urn}:tag`, value: "x" })[urn]).toEqual({ tag: "x" });
  });

  it("is left out when it is a key of a value without a path", () => {
    expect(patched({ op: "replace", value: { actve: false, "name.givenNam": "x" } })).toBe(ann);
  });
});

// Issue 13, B1 and B7.
describe("a schema in front of an attribute", () => {
  it.each([
    [`${ENTERPRISE}.department`],
    [`${ENTERPRISE.toUpperCase()}.Department`],
    [`${ENTERPRISE_1}:department`],
    [`${ENTERPRISE_1}.department`],
  ])("%s is the department, as path and as key", (name) => {
    const expected = { ...(ann[ENTERPRISE] as object), department: "Finance" };
    expect(patched({ op: "add", path: name, value: "Finance" })[ENTERPRISE]).toEqual(expected);
    expect(patched({ op: "add", value: { [name]: "Finance" } })[ENTERPRISE]).toEqual(expected);
  });

  it("may be followed by a dot, brackets and a sub-attribute", () => {
    const next = patched(
      { op: "replace", path: `${CORE}.name.givenName`, value: "Anna" },
      { op: "replace", path: `${ENTERPRISE}.manager.value`, value: "m2" },
      { op: "replace", path: `${CORE}.emails[type eq "home"].value`, value: "h@x.example" },
    );
    expect(next.name).toEqual({ givenName: "Anna", familyName: "Berg" });
    expect(next[ENTERPRISE]).toMatchObject({ manager: { value: "m2" } });
    expect(next.emails).toContainEqual({ type: "home", value: "h@x.example" });
  });

  it("may be one of SCIM 1.1, alone or before an attribute", () => {
    const department = { ...(ann[ENTERPRISE] as object), department: "Finance" };
    const value = { department: "Finance" };
    expect(patched({ op: "add", path: ENTERPRISE_1, value })[ENTERPRISE]).toEqual(department);
    expect(patched({ op: "add", value: { [ENTERPRISE_1]: value } })[ENTERPRISE]).toEqual(department);
    expect(patched({ op: "remove", path: ENTERPRISE_1 })).not.toHaveProperty([ENTERPRISE]);
    expect(patched({ op: "add", path: "urn:scim:schemas:core:1.0:title", value: "Lead" }).title).toBe("Lead");
    const { attributes } = patchedGroup({
      op: "replace",
      path: "urn:scim:schemas:core:1.0:displayName",
      value: "Revenue",
    });
    expect(attributes).toEqual({ displayName: "Revenue" });
  });

  it("may stand in the schemas of the message when it is one of SCIM 1.1", () => {
    const body = { ...request({ op: "add", path: "title", value: "Lead" }) };
    expect(patchUser(ann, { ...body, schemas: ["urn:scim:schemas:core:1.0"] }).title).toBe("Lead");
  });
});

// RFC 7644 sections 3.5.2.1 and 3.5.2.3. Issue 13, B2.
describe("an operation without a value", () => {
  it.each([
    ["add", "displayName"],
    ["replace", "roles"],
    ["replace", 'emails[type eq "work"]'],
    ["replace", 'emails[type eq "work"].value'],
    ["add", ENTERPRISE],
    ["replace", "active"],
  ])("%s of %s is 400 invalidValue", (op, path) => {
    expect(refusal(() => patched({ op, path }))).toMatchObject({
      status: 400,
      scimType: "invalidValue",
      detail: `Operations[0].value is required for ${op}; to empty the attribute, send null or remove it`,
    });
  });

  it.each(["add", "replace"])("%s of members is too", (op) => {
    expect(refusal(() => patchedGroup({ op, path: "members" }))).toMatchObject({ scimType: "invalidValue" });
  });

  it("differs from null and from an empty list, which empty the attribute", () => {
    for (const value of [null, []]) {
      expect(patched({ op: "replace", path: "roles", value })).not.toHaveProperty("roles");
      expect(patchedGroup({ op: "replace", path: "members", value })).toMatchObject({ clearMembers: true });
    }
    expect(patched({ op: "add", path: "name", value: null })).not.toHaveProperty("name");
  });
});
