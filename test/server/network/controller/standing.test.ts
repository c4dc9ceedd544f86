import * as z from "zod/mini";
import { integration } from "../../../../src/contract/gateway/integration";
import { integrationUser } from "../../../../src/contract/gateway/integration-user";
import { type Connection, read, TestServer } from "../../support/running-server";
import { Gateway } from "../support/gateway";

const userList = z.object({ _embedded: z.object({ scimUserList: z.array(integrationUser) }) });

let gateway: Gateway;
let to: Connection;
beforeEach(async () => {
  gateway = await Gateway.start();
  to = await gateway.server.connected("okta");
});
afterEach(() => gateway.stop());

const people = async () => {
  const answer = await gateway.server.api("GET", `/scim/v1/integrations/${to.id}/users`);
  return read(userList, answer)._embedded.scimUserList;
};
const counts = async () =>
  read(integration, await gateway.server.api("GET", `/scim/v1/integrations/${to.id}`)).deliveries;
const metrics = async () => String((await gateway.server.send("GET", "/metrics")).body);
const rename = (id: string, userName: string) => gateway.server.scim(to, "PUT", `/Users/${id}`, { userName });

/** Lets the answers of SCIM writes come before the controller is asked. */
async function withoutWaiting(): Promise<void> {
  await gateway.server.close();
  await gateway.server.open(gateway.options(0));
}

test("a delivered person: the id of the controller, and nothing pending", async () => {
  await gateway.addUser(to, "ada");
  const [{ id } = { id: "" }] = gateway.there();
  expect(await people()).toMatchObject([{ identityId: id, delivery: { state: "delivered", refusal: null } }]);
  expect(await counts()).toEqual({ pending: 0, refused: 0, oldestPending: null });
  const text = await metrics();
  expect(text).toContain('netfoundry_scim_delivery_attempts_total{outcome="delivered"} 1');
  expect(text).toContain('netfoundry_scim_deliveries{state="pending"} 0');
  expect(text).toContain("netfoundry_scim_controller_up 1");
  expect(text).toContain("netfoundry_scim_delivery_duration_seconds_count 1");
});

test("a controller that is away: pending, with the age of the oldest", async () => {
  await withoutWaiting();
  await gateway.controller.stop();
  await gateway.addUser(to, "ada");
  gateway.server.advance(90);
  expect(await people()).toMatchObject([{ delivery: { state: "pending", refusal: null } }]);
  expect(await counts()).toEqual({ pending: 1, refused: 0, oldestPending: expect.any(String) });
  expect(await metrics()).toContain('netfoundry_scim_deliveries{state="pending"} 1');
  expect(await metrics()).toContain("netfoundry_scim_delivery_oldest_pending_seconds 90");
  await gateway.controller.comeUp();
});

test("a refusal after the answer keeps the user, says who has the name, and a push mends it", async () => {
  const id = await gateway.addUser(to, "ada");
  await withoutWaiting();
  gateway.addByHand("taken");
  expect((await rename(id, "taken")).status).toBe(200);
  await gateway.until(() => gateway.server.log.some((line) => line.includes("refuses")));
  expect(await people()).toMatchObject([
    { userName: "taken", delivery: { state: "refused", refusal: expect.stringContaining("by-hand") } },
  ]);
  expect(await counts()).toEqual({ pending: 0, refused: 1, oldestPending: null });
  await rename(id, "ada.l");
  await gateway.until(() => gateway.there().some(({ name }) => name === "ada.l"));
  expect(await counts()).toEqual({ pending: 0, refused: 0, oldestPending: null });
});

test("the embedded network has no deliveries, and no metrics of them", async () => {
  const server = await TestServer.start();
  const embedded = await server.connected("okta");
  await server.scim(embedded, "POST", "/Users", { userName: "ada" });
  const list = await server.api("GET", `/scim/v1/integrations/${embedded.id}/users`);
  expect(read(userList, list)._embedded.scimUserList).toMatchObject([{ delivery: null }]);
  expect(String((await server.send("GET", "/metrics")).body)).not.toContain("netfoundry_scim_deliver");
  await server.stop();
});
