import { jwksDiscovery } from "../../../../src/contract/gateway/jwks-discovery";
import { Loopback } from "../../signin/support/issuer";
import { type Answer, read, TestServer } from "../../support/running-server";
import { expectProblem, NOWHERE } from "../support/gateway";

const KEY = { kid: "k1", kty: "RSA", alg: "RS256", use: "sig", n: "AQAB", e: "AQAB" };

let server: TestServer;
let idp: Loopback;
let documents: Record<string, unknown>;

beforeAll(async () => {
  server = await TestServer.start({ allowPrivateJwks: true });
  idp = await Loopback.start((request, response) => {
    const document = documents[request.url ?? ""];
    if (document === undefined) return response.writeHead(404).end();
    return response.end(typeof document === "string" ? document : JSON.stringify(document));
  });
});
afterAll(async () => {
  await server.stop();
  await idp.stop();
});
beforeEach(() => {
  documents = { "/keys": { keys: [KEY, { kty: "EC", kid: 7 }] } };
});

function discover(body: object, id = server.running.networkId): Promise<Answer> {
  return server.api("POST", `/core/v3/networks/${id}/jwks-discoveries`, body);
}

function publish(at: string, more: object = {}): void {
  documents[`${at}/.well-known/openid-configuration`] = {
    issuer: idp.url + at,
    jwks_uri: `${idp.url}/keys`,
    ...more,
  };
}

test("an issuer is answered with its document, its endpoint and its keys", async () => {
  const authorization_endpoint = `${idp.url}/authorize`;
  publish("/tenant", { authorization_endpoint, claims_supported: ["sub", "email", 7] });
  const answer = await discover({ issuer: `${idp.url}/tenant` });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(read(jwksDiscovery, answer)).toEqual({
    issuer: `${idp.url}/tenant`,
    jwksEndpoint: `${idp.url}/keys`,
    keys: [
      { kid: "k1", kty: "RSA", alg: "RS256", use: "sig" },
      { kid: null, kty: "EC", alg: null, use: null },
    ],
    discovery: {
      url: `${idp.url}/tenant/.well-known/openid-configuration`,
      authorizationEndpoint: authorization_endpoint,
      claimsSupported: ["sub", "email"],
    },
  });
});

test("an issuer that ends in a slash keeps it, and its document has one slash", async () => {
  publish("", { issuer: `${idp.url}/` });
  const found = read(jwksDiscovery, await discover({ issuer: `${idp.url}/` }));
  expect(found.issuer).toBe(`${idp.url}/`);
  const { errors } = expectProblem(await discover({ issuer: idp.url }), 422, "issuer");
  expect(errors[0]).toContain(`names ${JSON.stringify(`${idp.url}/`)}`);
});

test("a JWKS endpoint is answered with its keys", async () => {
  const found = read(jwksDiscovery, await discover({ jwksEndpoint: `${idp.url}/keys` }));
  expect(found).toMatchObject({ issuer: null, discovery: null, keys: [{ kid: "k1" }, { kid: null }] });
});

test.each([
  ["no document", () => undefined, "answers 404"],
  ["a page that is no JSON", () => "<html>", "no JSON object"],
  ["a list", () => [], "no JSON object"],
  ["no issuer", () => ({}), "names nothing"],
  ["no jwks_uri", () => ({ issuer: idp.url }), "no jwks_uri"],
  ["a jwks_uri of a file", () => ({ issuer: idp.url, jwks_uri: "file:///etc/passwd" }), "not an http"],
  ["a jwks_uri at metadata", () => ({ issuer: idp.url, jwks_uri: "http://169.254.169.254/" }), "fetches no"],
  ["keys that are none", () => ({ issuer: idp.url, jwks_uri: `${idp.url}/x` }), "answers 404"],
])("%s is a 422 that names the issuer and what is wrong", async (_what, document, reason) => {
  documents["/.well-known/openid-configuration"] = document();
  const { errors } = expectProblem(await discover({ issuer: idp.url }), 422, "issuer");
  expect(errors[0]).toContain(reason);
});

test.each([
  [{}, ""],
  [{ issuer: "https://a.example", jwksEndpoint: "https://a.example/keys" }, ""],
  [{ issuer: "ftp://a.example" }, "issuer"],
  [{ issuer: "https://a.example?x=1" }, "issuer"],
  [{ jwksEndpoint: "no address" }, "jwksEndpoint"],
  [{ jwksEndpoint: `https://a.example/${"x".repeat(3000)}` }, "jwksEndpoint"],
  [{ url: "https://a.example" }, "url"],
])("the body %j is refused with 400", async (body, field) => {
  const { fieldErrors } = expectProblem400(await discover(body));
  expect((fieldErrors ?? []).map((one) => one.field)).toContain(field);
});

test("an unknown network is a 404, and nothing is fetched without an access token", async () => {
  expectProblem(await discover({ jwksEndpoint: `${idp.url}/keys` }, NOWHERE), 404);
  const path = `/core/v3/networks/${server.running.networkId}/jwks-discoveries`;
  expect((await server.send("POST", path, { text: "{}" })).status).toBe(401);
});

test("a server that others reach fetches from no private address", async () => {
  const strict = await TestServer.start({ allowPrivateJwks: false });
  try {
    const path = `/core/v3/networks/${strict.running.networkId}/jwks-discoveries`;
    const answer = await strict.api("POST", path, { issuer: idp.url });
    expect(expectProblem(answer, 422, "issuer").errors[0]).toContain("fetches no keys");
  } finally {
    await strict.stop();
  }
});

function expectProblem400(answer: Answer) {
  expect(answer.status).toBe(400);
  return answer.body as { readonly fieldErrors?: readonly { readonly field: string }[] };
}
