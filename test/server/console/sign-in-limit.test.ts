import { auditList } from "../../../src/contract/gateway/audit";
import { SAME_ORIGIN } from "../../support/console-session";
import { expectProblem } from "../management/support/gateway";
import { CLIENT_ID, CLIENT_SECRET, read, TestServer } from "../support/running-server";

// Each server process counts for itself.
let server: TestServer;
let ticks: number;
beforeEach(async () => {
  ticks = 0;
  server = await TestServer.start({ ticks: () => ticks });
});
afterEach(() => server.stop());

const signIn = (clientSecret: string) =>
  server.send("POST", "/console/session", {
    headers: { ...SAME_ORIGIN, "content-type": "application/json" },
    text: JSON.stringify({ clientId: CLIENT_ID, clientSecret }),
  });

test("wrong secrets are limited as at the token endpoint, together with it", async () => {
  for (let at = 0; at < 20; at++) await signIn("wrong");
  const refused = await signIn(CLIENT_SECRET);
  expectProblem(refused, 429);
  expect(refused.headers.get("retry-after")).toBe("3");
  const text = `grant_type=client_credentials&client_id=${CLIENT_ID}&client_secret=${CLIENT_SECRET}`;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  expect((await server.send("POST", "/oauth2/token", { headers, text })).status).toBe(429);
  ticks += 3000;
  expect((await signIn(CLIENT_SECRET)).status).toBe(200);
});

test("a sign-in beyond the limit leaves no entry, so that guesses do not make the log grow", async () => {
  for (let at = 0; at < 25; at++) await signIn("wrong");
  const path = `/core/v3/networks/${server.running.networkId}/audit?size=100`;
  const { _embedded } = read(auditList, await server.api("GET", path));
  const signIns = _embedded?.auditEntryList.filter(({ action }) => action === "console.sign-in");
  expect(signIns).toHaveLength(20);
});
