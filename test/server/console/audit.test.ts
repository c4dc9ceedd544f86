import { auditList } from "../../../src/contract/gateway/audit";
import { SAME_ORIGIN, signInToConsole } from "../../support/console-session";
import { CLIENT_ID, CLIENT_SECRET, read, TestServer } from "../support/running-server";

const CREDENTIAL = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start();
});
afterEach(() => server.stop());

const wrong = (clientId: string) =>
  server.send("POST", "/console/session", {
    headers: { ...SAME_ORIGIN, "content-type": "application/json" },
    text: JSON.stringify({ clientId, clientSecret: "wrong" }),
  });
const entries = async () => {
  const path = `/core/v3/networks/${server.running.networkId}/audit`;
  const { _embedded } = read(auditList, await server.api("GET", path));
  return (_embedded?.auditEntryList ?? [])
    .map(({ action, actor, status, kind }) => [kind, action, actor, status])
    .toReversed();
};

test("a sign-in, what the person changes, and the sign-out leave an entry each", async () => {
  const { headers } = await signInToConsole(server.url, CREDENTIAL);
  await server.send("POST", "/scim/v1/integrations", {
    headers: { ...headers, "content-type": "application/json" },
    text: JSON.stringify({ networkId: server.running.networkId, name: "okta" }),
  });
  await server.send("DELETE", "/console/session", { headers });
  expect(await entries()).toEqual([
    ["management", "console.sign-in", CLIENT_ID, null],
    ["management", "integration.create", CLIENT_ID, null],
    ["management", "console.sign-out", CLIENT_ID, null],
  ]);
});

test("a refused sign-in leaves an entry, without a client id that the server does not know", async () => {
  await wrong(CLIENT_ID);
  await wrong("perhaps-the-secret");
  expect(await entries()).toEqual([
    ["management", "console.sign-in", CLIENT_ID, 401],
    ["management", "console.sign-in", "", 401],
  ]);
});
