import * as z from "zod/mini";
import { MAX_BULK_PAYLOAD } from "../../../src/server/scim/size-limits";
import { type Answer, type Connection, read, TestServer } from "../support/running-server";

const config = z.object({
  patch: z.object({ supported: z.boolean() }),
  bulk: z.object({ supported: z.boolean(), maxOperations: z.int(), maxPayloadSize: z.int() }),
  filter: z.object({ supported: z.boolean(), maxResults: z.int() }),
  changePassword: z.object({ supported: z.boolean() }),
  sort: z.object({ supported: z.boolean() }),
  etag: z.object({ supported: z.boolean() }),
  pagination: z.object({
    cursor: z.boolean(),
    index: z.boolean(),
    defaultPaginationMethod: z.string(),
    defaultPageSize: z.int(),
    maxPageSize: z.int(),
    cursorTimeout: z.int(),
  }),
  authenticationSchemes: z.array(z.object({ type: z.string() })),
});
const attribute = z.object({
  name: z.string(),
  returned: z.string(),
  mutability: z.string(),
  required: z.boolean(),
});
const schemaList = z.object({
  Resources: z.array(z.object({ id: z.string(), attributes: z.array(attribute) })),
});
const typeList = z.object({ Resources: z.array(z.object({ endpoint: z.string(), schema: z.string() })) });
const listed = z.object({ itemsPerPage: z.int(), nextCursor: z.optional(z.string()) });
const created = z.object({ id: z.string() });

let server: TestServer;
let to: Connection;
let claims: z.infer<typeof config>;
let id: string;

const scim = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  server.scim(to, method, path, body, headers);
const page = async (query: string) => read(listed, await scim("GET", `/Users?attributes=id&${query}`));

beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  claims = read(config, await scim("GET", "/ServiceProviderConfig"));
  id = read(created, await scim("POST", "/Users", { userName: "ann", password: "hush-hush" })).id;
  const operations = Array.from({ length: claims.filter.maxResults }, (_, at) => ({
    method: "POST",
    path: "/Users",
    bulkId: `${at}`,
    data: { userName: `user-${at}` },
  }));
  await scim("POST", "/Bulk", { Operations: operations });
}, 60_000);
afterAll(() => server.stop());

describe("the ServiceProviderConfig tells the truth", () => {
  test("of page sizes", async () => {
    expect((await page("")).itemsPerPage).toBe(claims.pagination.defaultPageSize);
    expect((await page("count=100000")).itemsPerPage).toBe(claims.filter.maxResults);
    expect(claims.pagination.maxPageSize).toBe(claims.filter.maxResults);
  });

  test("of paging by index and by cursor, and of the default", async () => {
    expect(claims.pagination).toMatchObject({ cursor: true, index: true, defaultPaginationMethod: "index" });
    expect((await scim("GET", "/Users?count=1")).body).toHaveProperty("startIndex", 1);
    const { nextCursor } = await page("cursor=&count=1");
    expect(nextCursor).toBeDefined();
    server.advance(claims.pagination.cursorTimeout);
    expect((await scim("GET", `/Users?cursor=${nextCursor}`)).status).toBe(200);
    server.advance(1);
    expect((await scim("GET", `/Users?cursor=${nextCursor}`)).body).toMatchObject({
      scimType: "expiredCursor",
    });
  });

  test("of filter and sort", async () => {
    expect([claims.filter.supported, claims.sort.supported]).toEqual([true, true]);
    expect((await scim("GET", '/Users?filter=userName%20eq%20"ann"&sortBy=userName')).body).toMatchObject({
      totalResults: 1,
    });
  });

  test("of bulk and its limits", async () => {
    expect(claims.bulk).toMatchObject({ supported: true, maxPayloadSize: MAX_BULK_PAYLOAD });
    const many = (count: number) => ({ Operations: Array.from({ length: count }, () => ({})) });
    expect((await scim("POST", "/Bulk", many(claims.bulk.maxOperations))).status).toBe(200);
    expect((await scim("POST", "/Bulk", many(claims.bulk.maxOperations + 1))).status).toBe(413);
    const padded = (size: number) => {
      const empty = JSON.stringify({ Operations: [{}], pad: "" }).length;
      return { Operations: [{}], pad: "x".repeat(size - empty) };
    };
    expect((await scim("POST", "/Bulk", padded(claims.bulk.maxPayloadSize))).status).toBe(200);
    expect((await scim("POST", "/Bulk", padded(claims.bulk.maxPayloadSize + 1))).status).toBe(413);
  });

  test("of etags", async () => {
    const known: Answer = await scim("GET", `/Users/${id}`);
    const etag = known.headers.get("etag") ?? "";
    expect([claims.etag.supported, etag.startsWith('W/"')]).toEqual([true, true]);
    expect((await scim("GET", `/Users/${id}`, undefined, { "if-none-match": etag })).status).toBe(304);
    const body = { userName: "ann", title: "x" };
    expect((await scim("PUT", `/Users/${id}`, body, { "if-none-match": etag })).status).toBe(412);
    expect((await scim("DELETE", `/Users/${id}`, undefined, { "if-none-match": "*" })).status).toBe(412);
    expect((await scim("DELETE", `/Users/${id}`, undefined, { "if-match": 'W/"99"' })).status).toBe(412);
    expect((await scim("PUT", `/Users/${id}`, body, { "if-match": etag })).status).toBe(200);
  });

  test("of patch, passwords and authentication", async () => {
    expect([claims.patch.supported, claims.changePassword.supported]).toEqual([true, false]);
    const operations = { Operations: [{ op: "add", path: "nickName", value: "A" }] };
    expect((await scim("PATCH", `/Users/${id}`, operations)).status).toBe(200);
    expect(claims.authenticationSchemes).toMatchObject([{ type: "oauthbearertoken" }]);
  });
});

describe("the schemas tell the truth", () => {
  test("every endpoint exists, and its schema is described", async () => {
    const { Resources: types } = read(typeList, await scim("GET", "/ResourceTypes"));
    const { Resources: schemas } = read(schemaList, await scim("GET", "/Schemas"));
    for (const { endpoint, schema } of types) {
      expect((await scim("GET", `${endpoint}?count=0`)).status).toBe(200);
      expect(schemas.map((one) => one.id)).toContain(schema);
    }
  });

  test("required attributes are required, and secret ones are never returned", async () => {
    const { Resources: schemas } = read(schemaList, await scim("GET", "/Schemas"));
    const user = schemas[0]?.attributes ?? [];
    expect(user.filter(({ required }) => required).map(({ name }) => name)).toEqual(["userName"]);
    expect((await scim("POST", "/Users", {})).status).toBe(400);
    const never = user.filter(({ returned }) => returned === "never").map(({ name }) => name);
    expect(never).toEqual(["password"]);
    expect((await scim("GET", `/Users/${id}?attributes=password,userName`)).body).not.toHaveProperty(
      "password",
    );
  });

  test("read-only attributes cannot be written", async () => {
    const { Resources: schemas } = read(schemaList, await scim("GET", "/Schemas"));
    const fixed = schemas
      .flatMap(({ attributes }) => attributes)
      .filter(({ mutability }) => mutability === "readOnly");
    for (const { name } of fixed) {
      const operations = { Operations: [{ op: "replace", path: name, value: [{ value: "x" }] }] };
      const answer = await scim("PATCH", `/Users/${id}`, operations);
      expect([name, answer.status, answer.body]).toMatchObject([name, 400, { scimType: "mutability" }]);
    }
  });
});
