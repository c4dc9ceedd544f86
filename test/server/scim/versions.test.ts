import { MemoryScim } from "./support/memory-scim";

let scim: MemoryScim;
beforeEach(() => {
  scim = new MemoryScim();
});

describe("versions (RFC 7644 section 3.14)", () => {
  beforeEach(async () => {
    await scim.postUser("ann");
  });

  it.each(['W/"1"', '"1"', 'W/"7", W/"1"', "*"])("If-None-Match: %s is 304", async (tag) => {
    expect(await scim.get("/Users/u1", {}, { "if-none-match": tag })).toEqual({
      status: 304,
      headers: { etag: 'W/"1"' },
      body: null,
    });
  });

  it("If-None-Match of an older version gets the resource", async () => {
    expect((await scim.get("/Users/u1", {}, { "if-none-match": 'W/"0"' })).status).toBe(200);
  });

  it.each(["PUT", "PATCH", "DELETE"] as const)(
    "If-Match of another version refuses %s with 412",
    async (method) => {
      const body =
        method === "PUT" ? { userName: "x" } : { Operations: [{ op: "add", path: "title", value: "x" }] };
      const answer = await scim.send(method, "/Users/u1", { body, headers: { "if-match": 'W/"2"' } });
      expect(answer).toMatchObject({ status: 412, body: { status: "412" } });
      expect((await scim.get("/Users/u1")).body).toMatchObject({
        userName: "ann",
        meta: { version: 'W/"1"' },
      });
    },
  );

  it.each(["PUT", "PATCH", "DELETE"] as const)("If-Match guards %s of groups", async (method) => {
    await scim.postGroup("Sales");
    const body =
      method === "PUT"
        ? { displayName: "x" }
        : { Operations: [{ op: "add", path: "displayName", value: "x" }] };
    const guarded = (tag: string) => scim.send(method, "/Groups/g2", { body, headers: { "if-match": tag } });
    expect((await guarded('W/"2"')).status).toBe(412);
    expect((await guarded('W/"1"')).status).toBeLessThan(300);
  });

  it("If-Match of the version lets the write through", async () => {
    const body = { Operations: [{ op: "add", path: "title", value: "x" }] };
    expect((await scim.send("PATCH", "/Users/u1", { body, headers: { "if-match": 'W/"1"' } })).status).toBe(
      200,
    );
  });
});
