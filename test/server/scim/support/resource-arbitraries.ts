import fc from "fast-check";
import { ENTERPRISE } from "./memory-scim";

const text = fc.constantFrom(
  "a",
  "B",
  "ç",
  "x y",
  'q"q',
  "\\",
  "😀",
  "ﬁ",
  "e\u0301",
  "1",
  "true",
  " padded ",
);
const flag = fc.boolean();
type Attributes = Record<string, unknown>;

const optional = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Attributes> =>
  fc.record(shape, { requiredKeys: [] });
const several = (more: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.array(optional({ value: text, display: text, type: text, primary: flag, ...more }), { maxLength: 3 });

/** A value of an extension that no schema describes. */
const open = fc.jsonValue({ maxDepth: 3 });

/** The attributes of a user, without its userName: of the core, of a known and of an unknown extension. */
export const userAttributes = optional({
  externalId: text,
  active: fc.constantFrom(true, false, "True", "false"),
  displayName: text,
  nickName: text,
  title: text,
  userType: text,
  locale: text,
  timezone: text,
  preferredLanguage: text,
  profileUrl: fc.constant("https://example.com/a"),
  password: text,
  name: optional({ formatted: text, familyName: text, givenName: text, middleName: text }),
  emails: several(),
  phoneNumbers: several(),
  ims: several(),
  photos: several(),
  roles: several(),
  entitlements: several(),
  x509Certificates: several(),
  addresses: fc.array(optional({ streetAddress: text, locality: text, type: text, primary: flag }), {
    maxLength: 2,
  }),
  [ENTERPRISE]: optional({
    employeeNumber: text,
    department: text,
    manager: optional({ value: text, displayName: text }),
  }),
  "urn:acme:2.0:User": fc.dictionary(fc.constantFrom("a", "B", "list"), open),
});

/** The attributes of a group, without its name and its members. */
export const groupAttributes = optional({
  externalId: text,
  "urn:acme:2.0:Group": fc.dictionary(fc.constantFrom("a", "B", "list"), open),
});

const path = fc.constantFrom(
  "title",
  "name",
  "name.givenName",
  "emails",
  'emails[type eq "work"].value',
  'addresses[type eq "home"].locality',
  "roles",
  "active",
  `${ENTERPRISE}:department`,
  `${ENTERPRISE}:manager`,
  "urn:acme:2.0:User:a",
  "urn:acme:2.0:User:a.b",
  'urn:acme:2.0:User:list[b eq "c"].d',
);
const value = fc.oneof(text, flag, several(), fc.jsonValue({ maxDepth: 4 }));

/** One operation of a PATCH, which the server may refuse. */
export const patchOperation = fc.record({ op: fc.constantFrom("add", "replace", "remove"), path, value });
