import { CLIENT_ID, CLIENT_SECRET, type Connection, TestServer } from "../support/running-server";

let server: TestServer;
let to: Connection;
beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
});
afterAll(() => server.stop());

const form = { "content-type": "application/x-www-form-urlencoded" };

test.each([
  ["a SCIM path", () => server.scim(to, "GET", "/Users/%00")],
  ["an integration id", () => server.scim({ ...to, id: "%00" }, "GET", "/Users")],
  ["a SCIM query", () => server.scim(to, "GET", "/Users?filter=userName%20eq%20%22%00%22")],
  ["a path of the management API", () => server.api("GET", "/scim/v1/integrations/%00")],
  ["a query of the management API", () => server.api("GET", "/scim/v1/integrations?name=%00")],
  ["a path of the edge API", () => server.edge("GET", "/identities/%00")],
  ["an edge filter", () => server.edge("GET", "/identities?filter=name%3D%22%00%22")],
  ["an unknown path", () => server.send("GET", "/nowhere/%00")],
  [
    "a form",
    () =>
      server.send("POST", "/oauth2/token", {
        headers: form,
        text: "grant_type=client_credentials&client_id=%00&client_secret=x",
      }),
  ],
])("a NUL character in %s is refused with 400", async (_where, ask) => {
  expect((await ask()).status).toBe(400);
});

test("a NUL character in Basic authentication is a wrong credential", async () => {
  const encoded = Buffer.from(`${CLIENT_ID}\0:${CLIENT_SECRET}`).toString("base64");
  const headers = { ...form, authorization: `Basic ${encoded}` };
  const answer = await server.send("POST", "/oauth2/token", {
    headers,
    text: "grant_type=client_credentials",
  });
  expect(answer.status).toBe(401);
});
