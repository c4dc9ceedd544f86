import { handleScim } from "../../../../src/server/scim/handle-scim";
import type { ScimRequest } from "../../../../src/server/scim/message";
import { MemoryBackend } from "../support/memory-backend";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

type Body = Readonly<Record<string, unknown>>;
type Query = ScimRequest["query"];

const ANN = {
  userName: "ann",
  name: { givenName: "Ann", familyName: "Berg" },
  emails: [{ type: "work", value: "ann@x.example", primary: true }],
  password: "hush-hush",
  [ENTERPRISE]: { department: "Sales", division: "EU" },
};

let backend: MemoryBackend;
let made = 0;
beforeEach(async () => {
  backend = new MemoryBackend();
  await send("POST", "/Users", {}, ANN);
});

async function send(
  method: ScimRequest["method"],
  path: string,
  query: Query,
  body?: unknown,
): Promise<Body> {
  const request = {
    method,
    path,
    query,
    headers: {},
    body,
    baseUrl: "https://scim.example",
    now: new Date(0),
  };
  return (await handleScim(backend, request)).body as Body;
}

/** Every request whose answer holds the user. */
const VERBS: Readonly<Record<string, (query: Query) => Promise<Body | undefined>>> = {
  GET: (query) => send("GET", "/Users/u1", query),
  POST: (query) => send("POST", "/Users", query, { ...ANN, userName: `other-${++made}` }),
  PUT: (query) => send("PUT", "/Users/u1", query, { ...ANN, title: "x" }),
  PATCH: (query) =>
    send("PATCH", "/Users/u1", query, { Operations: [{ op: "add", path: "title", value: "x" }] }),
  list: async (query) => ((await send("GET", "/Users", query)).Resources as Body[])[0],
  ".search": async (query) => ((await send("POST", "/Users/.search", {}, query)).Resources as Body[])[0],
};

describe.each(Object.keys(VERBS))("%s", (verb) => {
  const shown = async (query: Query) => {
    const { schemas, id, ...rest } = (await VERBS[verb]?.(query)) ?? {};
    expect([schemas, typeof id]).toEqual([[CORE, ENTERPRISE], "string"]);
    return rest;
  };

  it.each([
    ["name.GIVENNAME", { name: { givenName: "Ann" } }],
    [
      `${CORE}:name.familyName,emails.value`,
      { name: { familyName: "Berg" }, emails: [{ value: "ann@x.example" }] },
    ],
    [`${ENTERPRISE}:department`, { [ENTERPRISE]: { department: "Sales" } }],
    [ENTERPRISE, { [ENTERPRISE]: { department: "Sales", division: "EU" } }],
    ["department", { [ENTERPRISE]: { department: "Sales" } }],
    ["id, nothing, password", {}],
    ["meta.resourceType", { meta: { resourceType: "User" } }],
  ])("attributes=%s", async (attributes, wanted) => {
    expect(await shown({ attributes })).toEqual(wanted);
  });

  it("excludedAttributes never leaves out id and schemas", async () => {
    const excludedAttributes = `id,schemas,name,emails.primary,meta,groups,${ENTERPRISE}:division,userName`;
    const { title: _title, active, ...rest } = await shown({ excludedAttributes });
    expect(active).toBe(true);
    expect(rest).toEqual({
      emails: [{ type: "work", value: "ann@x.example" }],
      [ENTERPRISE]: { department: "Sales" },
    });
  });

  it("secret attributes are never returned, even on request", async () => {
    expect(await shown({})).not.toHaveProperty("password");
    expect(await shown({ attributes: "password,userName" })).not.toHaveProperty("password");
  });
});

it("members of groups are read only on request", async () => {
  await send(
    "POST",
    "/Groups",
    { attributes: "displayName" },
    { displayName: "G", members: [{ value: "u1" }] },
  );
  expect(await send("GET", "/Groups/g2", { attributes: "displayName" })).not.toHaveProperty("members");
  expect(backend.memberReads).toBe(0);
  const body = { Operations: [{ op: "add", path: "externalId", value: "x" }] };
  expect(await send("PATCH", "/Groups/g2", { attributes: "members.value" }, body)).toMatchObject({
    members: [{ value: "u1" }],
  });
});
