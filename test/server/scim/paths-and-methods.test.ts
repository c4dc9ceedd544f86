import { ERROR, MemoryScim } from "./support/memory-scim";

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
