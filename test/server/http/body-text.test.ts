import { CLIENT_ID, CLIENT_SECRET, type Connection, TestServer } from "../support/running-server";

const ADA = '{"userName": "ada"}';
const JSON_TYPE = { "content-type": "application/json" };

let server: TestServer;
let to: Connection;
beforeEach(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
});
afterEach(() => server.stop());

/** Sends bytes as they are. */
async function push(body: Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/scim/v2/${to.id}/Users`, {
    method: "POST",
    headers: { authorization: `Bearer ${to.token}`, "content-type": "application/scim+json", ...headers },
    body: new Uint8Array(body),
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

test.each([
  ["a byte that is none of UTF-8", Buffer.from([0xff])],
  ["half a character", Buffer.from([0xc3])],
  ["a letter of Latin-1", Buffer.from("é", "latin1")],
  ["half a surrogate pair", Buffer.from([0xed, 0xa0, 0x80])],
  ["a letter in too many bytes", Buffer.from([0xc1, 0xa1])],
])("RFC 8259 section 8.1: %s is refused with 400 invalidSyntax", async (_what, bytes) => {
  const body = Buffer.concat([Buffer.from('{"userName": "ad'), bytes, Buffer.from('a"}')]);
  expect(await push(body)).toMatchObject({
    status: 400,
    body: { scimType: "invalidSyntax", detail: "the body is not UTF-8" },
  });
});

test.each(["gzip", "br", "identity", "UTF-8"])(
  "a body with Content-Encoding %s is refused with 415",
  async (coding) => {
    const answer = await push(Buffer.from(ADA), { "content-encoding": coding });
    expect(answer).toMatchObject({
      status: 415,
      body: { status: "415", detail: expect.stringContaining(coding) },
    });
  },
);

test.each(["utf-16", '"ISO-8859-1"', "us-ascii"])(
  "a body in the charset %s is refused with 415",
  async (charset) => {
    const answer = await push(Buffer.from(ADA), {
      "content-type": `application/scim+json; charset=${charset}`,
    });
    const detail = expect.stringContaining("send the body as UTF-8");
    expect(answer).toMatchObject({ status: 415, body: { detail } });
  },
);

test.each(["utf-8", "UTF-8", '"utf-8"', "utf8"])("the charset %s is accepted", async (charset) => {
  const headers = { "content-type": `application/scim+json; charset=${charset}` };
  expect((await push(Buffer.from(ADA), headers)).status).toBe(201);
});

test("a byte order mark at the start is ignored", async () => {
  const answer = await push(Buffer.from(`\ufeff${ADA}`));
  expect(answer).toMatchObject({ status: 201, body: { userName: "ada" } });
});

test("a request without a body may name any coding", async () => {
  const answer = await server.scim(to, "GET", "/Users", undefined, { "content-encoding": "gzip" });
  expect(answer.status).toBe(200);
});

test("the other APIs refuse a coding and another charset too", async () => {
  const encoded = { "content-encoding": "gzip" };
  const management = await server.api("POST", "/scim/v1/integrations", {}, encoded);
  expect(management).toMatchObject({ status: 415, body: { errors: [expect.stringContaining("gzip")] } });
  const edge = await server.send("POST", "/edge/management/v1/authenticate?method=password", {
    headers: { ...JSON_TYPE, ...encoded },
    text: "{}",
  });
  expect(edge).toMatchObject({ status: 400, body: { error: { code: "INVALID_CONTENT_TYPE" } } });
  const basic = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString("base64");
  const token = await server.send("POST", "/oauth2/token", {
    headers: {
      authorization: `Basic ${basic}`,
      "content-type": "application/x-www-form-urlencoded; charset=utf-16",
    },
    text: "grant_type=client_credentials",
  });
  expect(token).toMatchObject({ status: 415, body: { error: "invalid_request" } });
});
