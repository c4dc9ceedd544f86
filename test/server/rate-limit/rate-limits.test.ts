import { type Answer, CLIENT_ID, CLIENT_SECRET, TestServer } from "../support/running-server";

let server: TestServer;
let ticks: number;
beforeEach(async () => {
  ticks = 0;
  server = await TestServer.start({ scimRateLimit: 3, ticks: () => ticks });
});
afterEach(() => server.stop());

test("requests beyond a token's limit get a 429 with Retry-After; another token's pass", async () => {
  const [one, two] = [await server.connected("one"), await server.connected("two")];
  const answers: Answer[] = [];
  for (let at = 0; at < 4; at++) answers.push(await server.scim(one, "GET", "/Users"));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  const refused = answers[3];
  expect(refused?.headers.get("retry-after")).toBe("1");
  expect(refused?.headers.get("content-type")).toContain("application/scim+json");
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];
  expect(refused?.body).toMatchObject({ schemas, status: "429" });
  expect((await server.scim(two, "GET", "/Users")).status).toBe(200);
  ticks += 1000 / 3;
  expect((await server.scim(one, "GET", "/Users")).status).toBe(200);
  const metrics = String((await server.send("GET", "/metrics")).body).split("\n");
  expect(metrics).toContain('netfoundry_scim_rate_limited_total{limit="scim_requests"} 1');
});

test("a bulk request counts as its operations", async () => {
  const to = await server.connected("one");
  const Operations = ["a", "b", "c", "d", "e"].map((userName) => ({
    method: "POST",
    path: "/Users",
    data: { userName },
  }));
  expect((await server.scim(to, "POST", "/Bulk", { Operations })).status).toBe(200);
  const refused = await server.scim(to, "GET", "/Users");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
  ticks += 1000;
  expect((await server.scim(to, "GET", "/Users")).status).toBe(200);
});

test.each([
  ["userName co a or displayName co b", 429],
  ["not (groups.display eq a) and active eq true", 429],
  ['urn:acme:2.0:User:emails[value eq "a" and type eq "b"]', 429],
  ['userName eq "a" and groups.display co "b" and groups.type ew "c"', 429],
  ['userName eq "a" and title co "b" and active eq true', 200],
  ['userName sw "a" or emails.value eq "b"', 200],
])("a filter counts as one more request for each comparison without an index: %s", async (filter, next) => {
  const to = await server.connected("one");
  const text = filter.replace(/(co|eq) ([ab])\b/g, '$1 "$2"');
  expect((await server.scim(to, "GET", `/Users?filter=${encodeURIComponent(text)}`)).status).toBe(200);
  expect((await server.scim(to, "GET", "/Users")).status).toBe(next);
});

test("a wrong token does not use up the limit of a valid one", async () => {
  const to = await server.connected("one");
  for (let at = 0; at < 5; at++) {
    expect((await server.scim({ ...to, token: "nfscim_guess" }, "GET", "/Users")).status).toBe(401);
  }
  expect((await server.scim(to, "GET", "/Users")).status).toBe(200);
});

const bySecret = (secret: string) =>
  server.send("POST", "/oauth2/token", {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    text: `grant_type=client_credentials&client_id=${CLIENT_ID}&client_secret=${secret}`,
  });
const byPassword = (password: string) =>
  server.send("POST", "/edge/management/v1/authenticate?method=password", {
    headers: { "content-type": "application/json" },
    text: JSON.stringify({ username: CLIENT_ID, password }),
  });

test.each([
  ["a client secret", bySecret],
  ["a password of the edge API", byPassword],
])(
  "after twenty wrong guesses of %s, an address must wait, even with the right one",
  async (_what, signIn) => {
    for (let at = 0; at < 20; at++) expect((await signIn(`wrong-${at}`)).status).toBe(401);
    const refused = await signIn(CLIENT_SECRET);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "3"]);
    ticks += 3000;
    expect((await signIn(CLIENT_SECRET)).status).toBe(200);
  },
);
