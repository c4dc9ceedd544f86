import { against, contains, type Entry, has, lacks, status } from "./entry";
import { ENTERPRISE, PATCH_OP, USER } from "./schemas";

const EITHER_STATUS =
  'RFC 7644 section 3.5.2: "the server either MUST return a 200 OK response code and the entire resource ' +
  'within the response body [...] or MAY return HTTP status code 204". A client must take either.';

/** A user with nulls, empty lists, read-only values, and an externalId that all of them share. */
function untidyUser(more: object): object {
  return {
    active: true,
    addresses: [
      {
        country: "Norway",
        formatted: "1 Long Road\nOslo 0150",
        locality: "Oslo",
        postalCode: "0150",
        region: "East",
        streetAddress: "1 Long Road",
        type: "work",
        primary: false,
      },
      {
        country: null,
        formatted: "2 Short Lane\nBergen 5003",
        locality: null,
        postalCode: null,
        region: null,
        streetAddress: null,
        type: "other",
        primary: false,
      },
    ],
    displayName: "Kristen Nygaard",
    emails: [
      { type: "work", primary: true, value: "kristen@example.org" },
      { type: "work", primary: false, value: "kristen@example.com" },
    ],
    meta: {
      created: "2019-09-18T18:15:26.5788954+00:00",
      lastModified: "2019-09-18T18:15:26.5788976+00:00",
      resourceType: "User",
    },
    name: {
      formatted: "Ole-Johan Dahl",
      familyName: "Employee",
      givenName: "Ole-Johan",
      honorificPrefix: null,
      honorificSuffix: null,
    },
    phoneNumbers: [
      { type: "fax", primary: false, value: "555-0100" },
      { type: "mobile", primary: false, value: "555-0101" },
      { type: "work", primary: true, value: "555-0102" },
    ],
    preferredLanguage: "no",
    roles: [],
    title: "Engineer",
    externalId: "one-for-all",
    schemas: [USER],
    ...more,
  };
}

const otherName = { formatted: "Ole-Johan Dahl", familyName: "ODahl", givenName: "Ole-Johan" };
const otherAddress = {
  country: "Sweden",
  formatted: "3 Wide Street\nLund 221 00",
  locality: "Lund",
  type: "work",
};
const taken = [status(409), contains("detail")];
const create = (userName: string, more: object = {}) =>
  ({ method: "POST", path: "/Users", body: untidyUser({ userName, ...more }) }) as const;
const change = (path: string, value: unknown) =>
  ({
    method: "PATCH",
    path: "/Users/<odahl>",
    body: { schemas: [PATCH_OP], Operations: [{ op: "Replace", path, value }] },
  }) as const;
const list = (filter: string) => ({ method: "GET", path: `/Users?filter=${filter}` }) as const;

/** Users with mistakes and oddities are created, replaced, renamed and counted. */
export const UNTIDY_USERS: readonly Entry[] = [
  {
    title: "create a user with nulls",
    ...create("ODahl", { name: { ...otherName, honorificPrefix: null, honorificSuffix: null } }),
    saves: "odahl",
    checks: [status(201), has("userName", "ODahl"), has("active", true)],
  },
  {
    title: 'create a user whose active is the text "True"',
    ...create("emp1", { active: "True" }),
    saves: "emp1",
    checks: [status(201), has("active", true)],
  },
  {
    title: "list the two users",
    method: "GET",
    path: "/Users",
    checks: [status(200), has("totalResults", 2), contains("ODahl")],
  },
  { title: "create a third user", ...create("emp2"), saves: "emp2", checks: [status(201)] },
  { title: "create a fourth user", ...create("emp3"), saves: "emp3", checks: [status(201)] },
  {
    title: "create a user without a name",
    method: "POST",
    path: "/Users",
    body: untidyUser({}),
    checks: [status(400)],
  },
  {
    title: "create a user with a body that is no JSON",
    method: "POST",
    path: "/Users",
    body: '{"actve": tru, "adresse": [{"county": "Norway"}, {"locality": null, les": []], "title": "Engineer"}',
    checks: [status(400)],
  },
  { title: "create a user whose name is taken", ...create("emp3"), checks: taken },
  { title: "create it once more", ...create("emp3"), checks: taken },
  {
    title: "replace a user with the name misspelt",
    method: "PUT",
    path: "/Users/<odahl>",
    body: untidyUser({ id: "<odahl>", usrName: "ODahl", active: false, addresses: [otherAddress] }),
    checks: [status(400)],
  },
  {
    title: "replace a user with another attribute misspelt",
    method: "PUT",
    path: "/Users/<odahl>",
    body: untidyUser({
      id: "<odahl>",
      userName: "ODahl",
      active: false,
      name: otherName,
      addresses: undefined,
      adresses: [otherAddress],
    }),
    checks: [status(200), lacks("Addresses")],
  },
  {
    title: "create a user with an extension",
    ...create("enterprise", { schemas: [USER, ENTERPRISE], [ENTERPRISE]: { Department: "Simula" } }),
    saves: "enterprise",
    checks: [status(201)],
  },
  {
    title: "rename by PATCH with its op in capitals",
    ...change("userName", "renamed"),
    checks: [against(EITHER_STATUS, status(204))],
  },
  { title: "disable by PATCH", ...change("active", false), checks: [against(EITHER_STATUS, status(204))] },
  {
    title: "read the renamed and disabled user",
    method: "GET",
    path: "/Users/<odahl>",
    checks: [has("userName", "renamed"), has("active", false)],
  },
  {
    title: "replace the renamed user",
    method: "PUT",
    path: "/Users/<odahl>",
    body: untidyUser({
      id: "<odahl>",
      userName: "ODahl",
      active: false,
      name: otherName,
      addresses: [otherAddress],
    }),
    checks: [status(200), has("userName", "ODahl"), has("active", false), contains("Sweden")],
  },
  {
    title: "list the first page of two",
    method: "GET",
    path: "/Users?startIndex=1&count=2",
    checks: [has("totalResults", 5), has("itemsPerPage", 2)],
  },
  {
    title: "list two attributes of all",
    method: "GET",
    path: "/Users?attributes=userName,emails",
    checks: [has("totalResults", 5)],
  },
  { title: "create a user whose name is taken, a third time", ...create("emp3"), checks: taken },
  {
    title: "find by a name and one of two addresses, without quotation marks",
    ...list("name.FamilyName eq Employee and (emails.Value co example.com or emails.Value co example.org)"),
    checks: [has("totalResults", 4)],
  },
  {
    title: "find by the start of a name, without quotation marks",
    ...list("userName sw O"),
    checks: [has("totalResults", 1)],
  },
  {
    title: "find by a time, without quotation marks",
    ...list("meta.Created gt 2015-10-10T14:38:21.8617979-07:00"),
    checks: [has("totalResults", 5)],
  },
];
