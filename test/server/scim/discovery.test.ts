import { MAX_COUNT } from "../../../src/server/scim/lists/page-request";
import { BASE, type Body, ENTERPRISE, GROUP, MemoryScim, USER } from "./support/memory-scim";

let scim: MemoryScim;
beforeEach(() => {
  scim = new MemoryScim();
});

describe("discovery", () => {
  it("the ServiceProviderConfig lists the features", async () => {
    const { body } = await scim.get("/ServiceProviderConfig");
    expect(body).toMatchObject({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1048576 },
      filter: { supported: true, maxResults: MAX_COUNT },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      pagination: { cursor: true, index: true, cursorTimeout: 3600 },
      authenticationSchemes: [{ type: "oauthbearertoken" }],
    });
  });

  it("lists the resource types with their extensions, and gives each by its id", async () => {
    const { body } = await scim.get("/ResourceTypes");
    expect(body).toMatchObject({
      totalResults: 2,
      Resources: [
        {
          id: "User",
          endpoint: "/Users",
          schema: USER,
          schemaExtensions: [{ schema: ENTERPRISE, required: false }],
        },
        { id: "Group", endpoint: "/Groups", schema: GROUP, schemaExtensions: [] },
      ],
    });
    expect((await scim.get("/ResourceTypes/Group")).body).toEqual((body.Resources as Body[])[1]);
  });

  it("lists the schemas, and gives each by its URN in any case", async () => {
    const { body } = await scim.get("/Schemas");
    expect((body.Resources as Body[]).map(({ id }) => id)).toEqual([USER, ENTERPRISE, GROUP]);
    const { body: user } = await scim.get(`/Schemas/${USER.toUpperCase()}`);
    expect(user).toMatchObject({ id: USER, meta: { location: `${BASE}/Schemas/${USER}` } });
    const attributes = user.attributes as Body[];
    expect(attributes.find(({ name }) => name === "userName")).toEqual({
      name: "userName",
      type: "string",
      description: "The name the user signs in with",
      multiValued: false,
      required: true,
      caseExact: false,
      mutability: "readWrite",
      returned: "default",
      uniqueness: "server",
    });
    expect(attributes.find(({ name }) => name === "password")).toMatchObject({
      mutability: "writeOnly",
      returned: "never",
    });
    expect(attributes.find(({ name }) => name === "groups")).toMatchObject({
      mutability: "readOnly",
      multiValued: true,
    });
  });

  it("every type in the schemas is one of RFC 7643", async () => {
    const types = JSON.stringify((await scim.get("/Schemas")).body).match(/"type":"[^"]+"/g);
    expect([...new Set(types)].sort()).toEqual(
      ["binary", "boolean", "complex", "reference", "string"].map((type) => `"type":"${type}"`),
    );
  });

  it("every answer with one document names its location", async () => {
    for (const path of ["/ServiceProviderConfig", "/ResourceTypes/User", `/Schemas/${GROUP}`]) {
      expect((await scim.get(path)).headers.location).toBe(`${BASE}${path}`);
    }
  });

  it("filters on discovery are 403", async () => {
    expect((await scim.get("/Schemas", { filter: 'id eq "x"' })).status).toBe(403);
    expect((await scim.get("/Schemas/urn:nothing")).status).toBe(404);
  });
});
