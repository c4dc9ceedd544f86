import { contains, type Entry, has, hasId, status } from "./entry";
import { ENTERPRISE, PATCH_OP, USER } from "./schemas";

/**
 * A user in the collection's form: `Primary` with a capital, a schema that may be unused, and an externalId
 * that all users share, because Postman sends the collection's placeholder as it stands.
 */
export function plainUser(userName: string, more: object = {}): object {
  return {
    userName,
    active: true,
    displayName: "Ada",
    schemas: [ENTERPRISE, USER],
    externalId: "placeholder",
    name: { formatted: "Ada Lovelace", familyName: "Lovelace", givenName: "Ada" },
    emails: [
      { Primary: true, type: "work", value: `${userName}@work.example` },
      { Primary: false, type: "home", value: "shared@home.example" },
    ],
    ...more,
  };
}

/** What a client asks before it sends anything. */
export const ENDPOINTS: readonly Entry[] = [
  { title: "list users before there are any", method: "GET", path: "/Users", checks: [status(200)] },
  { title: "list groups before there are any", method: "GET", path: "/Groups", checks: [status(200)] },
  {
    title: "read the resource types",
    method: "GET",
    path: "/ResourceTypes",
    checks: [
      status(200),
      {
        title: "the first one's endpoint is /Users",
        passes: ({ body }) =>
          (body as { Resources: [{ endpoint: string }] }).Resources[0].endpoint === "/Users",
      },
    ],
  },
  {
    title: "read the configuration at the name of SCIM's drafts",
    method: "GET",
    path: "/serviceConfiguration",
    checks: [
      status(200),
      {
        title: "PATCH is supported",
        passes: ({ body }) => (body as { patch?: { supported: boolean } }).patch?.supported === true,
      },
    ],
  },
  {
    title: "read the schemas",
    method: "GET",
    path: "/Schemas",
    checks: [status(200), contains("User Account")],
  },
];

/** Two users are created, found, changed and deleted. */
export const USERS: readonly Entry[] = [
  {
    title: "create a user",
    method: "POST",
    path: "/Users",
    body: plainUser("ada", { schemas: [USER] }),
    saves: "ada",
    checks: [status(201)],
  },
  {
    title: "create a user with an extension in other case",
    method: "POST",
    path: "/Users",
    body: plainUser("grace", {
      displayName: "Grace",
      [ENTERPRISE]: { Department: "Compilers", Manager: { Value: "Howard" } },
    }),
    saves: "grace",
    checks: [status(201)],
  },
  { title: "read the user", method: "GET", path: "/Users/<ada>", checks: [status(200), hasId("ada")] },
  {
    title: "read the user with the extension",
    method: "GET",
    path: "/Users/<grace>",
    checks: [status(200), hasId("grace")],
  },
  {
    title: "list two attributes",
    method: "GET",
    path: "/Users?attributes=userName,emails",
    checks: [status(200), contains("<ada>")],
  },
  {
    title: "find by an attribute in other case, after a slash",
    method: "GET",
    path: "/Users/?filter=DisplayName+eq+%22Ada%22",
    checks: [contains("<ada>")],
  },
  {
    title: "rename by PATCH",
    method: "PATCH",
    path: "/Users/<ada>",
    body: { schemas: [PATCH_OP], Operations: [{ op: "replace", path: "userName", value: "countess" }] },
    checks: [],
  },
  {
    title: "read the renamed user",
    method: "GET",
    path: "/Users/<ada>",
    checks: [status(200), hasId("ada"), has("userName", "countess")],
  },
  {
    title: "replace the other by PUT",
    method: "PUT",
    path: "/Users/<grace>",
    body: plainUser("admiral", {
      id: "<grace>",
      name: { formatted: "Admiral Hopper", familyName: "Hopper", givenName: "Grace" },
    }),
    checks: [status(200)],
  },
  {
    title: "read the replaced user",
    method: "GET",
    path: "/Users/<grace>",
    checks: [
      status(200),
      has("name", { formatted: "Admiral Hopper", familyName: "Hopper", givenName: "Grace" }),
    ],
  },
  { title: "delete the user", method: "DELETE", path: "/Users/<ada>", checks: [status(204)] },
  { title: "delete the other", method: "DELETE", path: "/Users/<grace>", checks: [status(204)] },
];

/** Lists whose `attributes` parameter holds a filter. */
export const COMPLEX_ATTRIBUTES: readonly Entry[] = [
  {
    title: "create a user for the lists",
    method: "POST",
    path: "/Users",
    body: plainUser("alan"),
    saves: "alan",
    checks: [status(201)],
  },
  {
    title: "create a second user for the lists",
    method: "POST",
    path: "/Users",
    body: plainUser("edsger"),
    saves: "edsger",
    checks: [status(201)],
  },
  {
    title: "list the addresses of a type",
    method: "GET",
    path: "/Users?attributes=emails%5Btype+eq+%22work%22%5D",
    checks: [status(200), contains("alan@work.example")],
  },
  {
    title: "list the addresses with a value",
    method: "GET",
    path: "/Users?attributes=emails%5Bvalue+eq+%22alan@work.example%22%5D",
    checks: [status(200), contains("alan@work.example")],
  },
  { title: "delete the first of the lists", method: "DELETE", path: "/Users/<alan>", checks: [status(204)] },
  {
    title: "delete the second of the lists",
    method: "DELETE",
    path: "/Users/<edsger>",
    checks: [status(204)],
  },
];

/** Nothing is left. */
export const AFTERWARDS: readonly Entry[] = [
  {
    title: "list the names of all users at the end",
    method: "GET",
    path: "/Users?attributes=userName",
    checks: [status(200), has("Resources", [])],
  },
  {
    title: "list all groups at the end",
    method: "GET",
    path: "/Groups",
    checks: [status(200), has("Resources", [])],
  },
];
