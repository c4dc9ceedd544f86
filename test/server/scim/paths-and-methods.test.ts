import { BASE, ERROR, MemoryScim } from "./support/memory-scim";

let scim: MemoryScim;
beforeEach(() => {
  scim = new MemoryScim();
});

describe("paths and methods", () => {
  it.each([
    ["GET", "/Nothing", 404],
    ["GET", "/constructor", 404],
    ["GET", "/Users/u1/emails", 404],
    ["GET", "/ServiceProviderConfig/x", 404],
    ["GET", "/Me", 501],
    ["GET", "/Users/\0", 404],
  ] as const)("%s %s is %i as a SCIM error", async (method, path, status) => {
    expect(await scim.send(method, path)).toMatchObject({
      status,
      body: { schemas: [ERROR], status: String(status) },
    });
  });

  it.each([
    ["DELETE", "/Users", "GET, POST"],
    ["POST", "/Users/u1", "GET, PUT, PATCH, DELETE"],
    ["PUT", "/Schemas", "GET"],
    ["POST", "", "GET"],
  ] as const)("%s %s is 405 with what is allowed", async (method, path, allow) => {
    expect(await scim.send(method, path)).toMatchObject({
      status: 405,
      headers: { allow },
      body: { schemas: [ERROR] },
    });
  });

  // Issue 13, B7. RFC 7644 section 3.2 names the endpoints in one spelling; clients write others.
  it.each([
    ["GET", "/users", 200],
    ["GET", "/GROUPS", 200],
    ["GET", "/serviceproviderconfig", 200],
    ["GET", "/serviceConfiguration", 200],
    ["GET", "/ServiceProviderConfigs", 200],
    ["GET", "/resourcetypes/user", 200],
    ["GET", "/schemas", 200],
    ["GET", "/me", 501],
    ["DELETE", "/users", 405],
  ] as const)("%s %s is %i, because case does not count", async (method, path, status) => {
    expect(await scim.send(method, path)).toMatchObject({ status });
  });

  it("a resource has one location, however its path was written", async () => {
    const { headers } = await scim.send("POST", "/users", { body: { userName: "ann" } });
    expect(headers.location).toBe(`${BASE}/Users/u1`);
    expect((await scim.get("/USERS/u1")).body.meta).toMatchObject({ location: `${BASE}/Users/u1` });
    expect((await scim.send("POST", "/users/.Search", { body: {} })).body).toMatchObject({ totalResults: 1 });
    const operation = { method: "DELETE", path: "/users/u1" };
    expect((await scim.send("POST", "/bulk", { body: { Operations: [operation] } })).body).toMatchObject({
      Operations: [{ status: "204", location: `${BASE}/Users/u1` }],
    });
  });

  it.each(["/Bulk", "/.search"])("the schemas of %s may be those of SCIM 1.1", async (path) => {
    const Operations = [{ method: "POST", path: "/Users", bulkId: "a", data: { userName: "ann" } }];
    const body = { schemas: ["urn:scim:schemas:core:1.0"], Operations };
    expect((await scim.send("POST", path, { body })).status).toBe(200);
  });

  it("a slash at the end is ignored", async () => {
    expect((await scim.get("/Users/")).status).toBe(200);
  });

  it("a missing body is 400 invalidSyntax", async () => {
    for (const [method, path] of [
      ["POST", "/Users"],
      ["POST", "/Groups"],
    ] as const) {
      expect(await scim.send(method, path)).toMatchObject({
        status: 400,
        body: { scimType: "invalidSyntax" },
      });
    }
  });

  it("an error that is not a ScimError reaches the caller", async () => {
    jest.spyOn(scim.backend, "user").mockRejectedValue(new Error("disk"));
    await expect(scim.get("/Users/u1")).rejects.toThrow("disk");
  });
});
