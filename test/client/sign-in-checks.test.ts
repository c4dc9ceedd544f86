import type { Client } from "../../src/client/client";
import { NoSignInCheckError } from "../../src/client/errors/no-sign-in-check-error";
import { ACCEPTED } from "../support/fake-api/jwt-check-body";
import { type Answer, gatewayErrorBody, type Loopback, NETWORK_ID } from "../support/fake-api/loopback";
import { startSignedIn, thrown } from "../support/fake-api/signed-in";

const CHECKS = `/core/v3/networks/${NETWORK_ID}/jwt-checks`;
const TOKENS = { tokens: ["header.payload.signature"] };
const NO_NETWORKS = { page: { number: 0, size: 20, totalElements: 0, totalPages: 0 } };
const NETWORKS = {
  _embedded: { networkList: [{ id: NETWORK_ID, name: "prod", status: "PROVISIONED" }] },
  page: { number: 0, size: 20, totalElements: 1, totalPages: 1 },
};

let server: Loopback;
let client: Client;

async function start(check: Answer, networks: Answer = { body: NETWORKS }): Promise<void> {
  ({ server, client } = await startSignedIn(({ url }) => (url === CHECKS ? check : networks), {
    networkId: NETWORK_ID,
  }));
}
afterEach(async () => {
  client.close();
  await server.stop();
});

test("sends the tokens to the network and returns the answer", async () => {
  await start({ body: ACCEPTED });
  expect(await client.signInChecks.check(TOKENS)).toEqual(ACCEPTED);
  const { method, url, body } = server.received.at(-1) ?? {};
  expect({ method, url, body: JSON.parse(String(body)) }).toEqual({
    method: "POST",
    url: CHECKS,
    body: TOKENS,
  });
});

test.each([
  ["the gateway's error", { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such path"]) }],
  ["a page", { status: 404, headers: { "content-type": "text/html" }, body: "<html>" }],
  ["other JSON", { status: 404, body: { status: 404, error: "Not Found", path: CHECKS } }],
  ["method not allowed", { status: 405, body: gatewayErrorBody(405, "METHOD_NOT_ALLOWED", []) }],
])("an API without the call, which answers with %s, is named as such", async (_, answer) => {
  await start(answer);
  const failure = await thrown(client.signInChecks.check(TOKENS));
  expect(failure).toBeInstanceOf(NoSignInCheckError);
  expect(failure.message).toContain(`not POST ${CHECKS}. NetFoundry has published no such call.`);
});

test("a network that the account does not see stays a network that is not found", async () => {
  await start(
    { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no network"]) },
    { body: NO_NETWORKS },
  );
  expect(await thrown(client.signInChecks.check(TOKENS))).toMatchObject({
    name: "NotFoundError",
    status: 404,
  });
});

test("an error names no token, even where the API echoes it", async () => {
  await start({
    status: 400,
    body: gatewayErrorBody(400, "BAD_REQUEST", [`not a JWT: ${TOKENS.tokens[0]}`]),
  });
  const { message } = await thrown(client.signInChecks.check(TOKENS));
  expect(message).toContain("not a JWT: ********");
});

test("an error names no token that was given with Bearer, quotes and line breaks", async () => {
  const [token] = TOKENS.tokens;
  await start({ status: 400, body: gatewayErrorBody(400, "BAD_REQUEST", [`not a JWT: ${token}`]) });
  const text = `Bearer "${String(token).replace("payload", "pay\nload")}"\n`;
  const { message } = await thrown(client.signInChecks.check({ tokens: [text] }));
  expect(message).toContain("not a JWT: ********");
});
