import { TestServer } from "../support/running-server";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
  "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

test.each([
  ["the page", "GET", "/console/", 200],
  ["a view", "GET", "/console/integrations/some-id/mapping", 200],
  ["the redirect to the page", "GET", "/console", 302],
  ["a file that does not exist", "GET", "/console/nothing.js", 404],
  ["a path that cannot be decoded", "GET", "/console/%zz", 400],
  ["a percent-encoded path", "GET", "/%63onsole/identities", 200],
  ["a method without a call", "POST", "/console/", 404],
  ["a refusal", "GET", "/console/session", 403],
])("%s comes with the headers that protect the console", async (_what, method, path, status) => {
  const answer = await server.send(method, path);
  expect(answer.status).toBe(status);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
});

test("the APIs keep their headers", async () => {
  const { headers } = await server.api("GET", "/core/v3/networks");
  expect(headers.get("content-security-policy")).toBeNull();
});
