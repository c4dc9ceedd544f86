import { formatPath } from "../../../src/contract/scim/format";
import { parseMappingPath } from "../../../src/contract/scim/mapping-path";
import { parsePath } from "../../../src/contract/scim/parse-path";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

describe("parsePath", () => {
  it.each([
    ["userName"],
    ["name.givenName"],
    [`${ENTERPRISE}:department`],
    [`${ENTERPRISE}:manager.value`],
    ['members[value eq "2819c223"]'],
    ['emails[type eq "work"].value'],
    ['emails[type eq "work" and not (primary eq true)].value'],
    ["members.$ref"],
  ])("reads and writes %s", (text) => {
    const parsed = parsePath(text);
    expect(parsed).toMatchObject({ ok: true });
    expect(parsed.ok && formatPath(parsed.path)).toBe(text);
  });

  it.each([
    ["", 0, "expected an attribute name at character 1, found the end"],
    ["name.", 5, "expected a sub-attribute name after the dot at character 6, found the end"],
    ["emails[type eq]", 14, "expected a value"],
    ['emails[type eq "work"', 21, "expected and, or, or a closing bracket"],
    ['emails[type eq "work"].value eq "x"', 29, "expected the end of the path"],
    ['emails[phones[type eq "work"]]', 13, "expected no bracket inside brackets"],
    ["urn:nothing:", 0, "expected a schema URN, a colon and an attribute name"],
  ])("refuses %j at %i", (text, position, reason) => {
    expect(parsePath(text)).toEqual({ ok: false, position, reason: expect.stringContaining(reason) });
  });
});

describe("parseMappingPath", () => {
  it.each([
    ["externalId", "externalId"],
    ["EXTERNALID", "externalId"],
    ["name.formatted", "name.formatted"],
    ['emails[type eq "work"].value', 'emails[type eq "work"].value'],
    ["urn:ietf:params:scim:schemas:core:2.0:User:userName", "userName"],
    [`${ENTERPRISE.toLowerCase()}:employeenumber`, `${ENTERPRISE}:employeeNumber`],
    [`${ENTERPRISE}:manager.value`, `${ENTERPRISE}:manager.value`],
    ["urn:acme:scim:2.0:User:badge", "urn:acme:scim:2.0:User:badge"],
    // Issue 13, B1: a dot behind the URN of a known schema.
    [`${ENTERPRISE}.employeeNumber`, `${ENTERPRISE}:employeeNumber`],
    [`${ENTERPRISE}.manager.value`, `${ENTERPRISE}:manager.value`],
    ["urn:scim:schemas:extension:enterprise:1.0:employeeNumber", `${ENTERPRISE}:employeeNumber`],
  ])("takes %s", (text, canonical) => {
    const parsed = parseMappingPath(text);
    expect(parsed).toMatchObject({ ok: true });
    expect(parsed.ok && formatPath(parsed.path)).toBe(canonical);
  });

  it.each([
    ["", "must name an attribute"],
    ["emails[", "is not a SCIM path: expected an attribute name at character 8"],
    ["active", "active is boolean, not text"],
    ["name", 'name has sub-attributes; name one, as in "name.formatted"'],
    ["emails", "emails has several values; name one, as in 'emails[type eq \"work\"].value'"],
    ["emails.value", "emails has several values"],
    ['emails[type eq "work"]', "emails has sub-attributes"],
    [
      'emails[kind eq "work"].value',
      "emails has no sub-attribute kind; it has value, display, type, primary",
    ],
    ['emails[type eq "work"].valu', 'did you mean "value"?'],
    ['name[formatted eq "x"].givenName', "name has a single value; leave the brackets out"],
    ["groups", "groups is set by this server"],
    ['groups[display eq "x"].value', "set by this server"],
    ["id", "id is set by this server"],
    ["password", "password is never stored"],
    ["usrName", 'usrName is not an attribute of a SCIM user; did you mean "userName"?'],
    ["email", 'did you mean "emails"?'],
    ["employeeNumber", `employeeNumber belongs to an extension; write "${ENTERPRISE}:employeeNumber"`],
    [`${ENTERPRISE}:employeNumber`, 'did you mean "employeeNumber"?'],
    [`${ENTERPRISE}.employeNumber`, 'did you mean "employeeNumber"?'],
    [ENTERPRISE, `names the schema ${ENTERPRISE} only`],
    ["urn:acme:scim:2.0:User", "names the schema urn:acme:scim:2.0:User only"],
    ["urn:ietf:params:scim:schemas:core:2.0:Group:displayName", "is not an attribute of a SCIM user"],
    ['x509Certificates[type eq "a"].value', "is binary, not text"],
  ])("refuses %j", (text, reason) => {
    expect(parseMappingPath(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });
});
