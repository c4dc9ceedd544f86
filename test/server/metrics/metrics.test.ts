import { routeLabel } from "../../../src/server/metrics/route-label";
import { type Connection, TestServer } from "../support/running-server";

let server: TestServer;
let to: Connection;
beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
});
afterAll(() => server.stop());

const metrics = async () => String((await server.send("GET", "/metrics")).body);

test("counts requests by family, method, route and status, writes by action, and identities", async () => {
  const { body } = await server.scim(to, "POST", "/Users", { userName: "ada" });
  const { id } = body as { id: string };
  await server.scim(to, "POST", "/Users", { userName: "ada" });
  await server.scim(to, "GET", `/Users/${id}?attributes=userName`);
  await server.send("GET", "/nowhere");
  const text = await metrics();
  const users = "/scim/v2/:integrationId/Users";
  const path = "/scim/v1/integrations";
  for (const line of [
    `netfoundry_scim_http_requests_total{family="scim",method="POST",route="${users}",status="201"} 1`,
    `netfoundry_scim_http_requests_total{family="scim",method="GET",route="${users}/:id",status="200"} 1`,
    `netfoundry_scim_http_requests_total{family="gateway",method="POST",route="${path}",status="201"} 1`,
    'netfoundry_scim_http_requests_total{family="other",method="GET",route="unmatched",status="404"} 1',
    `netfoundry_scim_http_request_duration_seconds_count{family="scim",method="POST",route="${users}"} 2`,
    'netfoundry_scim_writes_total{action="user.create",outcome="done"} 1',
    'netfoundry_scim_writes_total{action="user.create",outcome="refused"} 1',
    "netfoundry_scim_identities 1",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
});

test("no label holds an id, a name or a token, whatever the request is", async () => {
  await server.scim(to, "GET", "/Users/ada-in-the-path/ada-below");
  await server.scim({ id: "ada-as-integration", token: to.token }, "GET", `/${to.token}`);
  await server.send("GET", `/${to.token}`);
  const text = await metrics();
  for (const secret of [to.id, to.token, "ada"]) expect(text).not.toContain(secret);
});

const scim = "/scim/v2/:integrationId";
test.each([
  [`${scim}/*`, "Users/1", "scim", `${scim}/Users/:id`],
  [`${scim}/*`, "Users/.search", "scim", `${scim}/Users/.search`],
  [`${scim}/*`, "users/1", "scim", `${scim}/Users/:id`],
  [`${scim}/*`, "gossip", "scim", `${scim}/unmatched`],
  ["/edge/management/v1/identities/:id", "", "edge", "/edge/management/v1/identities/:id"],
  ["/console/*", "integrations/1/token", "console", "/console/*"],
  ["/healthz", "", "operations", "/healthz"],
  [undefined, "", "other", "unmatched"],
])("%s with %j is of the family %s and the route %s", (template, rest, family, route) => {
  expect(routeLabel(template, rest)).toEqual({ family, route });
});
