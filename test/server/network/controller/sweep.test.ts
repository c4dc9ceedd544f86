import { type NetworkCheck, networkCheck } from "../../../../src/contract/gateway/network-check";
import { type Connection, read } from "../../support/running-server";
import { BY_HAND, Gateway } from "../support/gateway";

let gateway: Gateway;
let to: Connection;
beforeEach(async () => {
  gateway = await Gateway.start();
  to = await gateway.server.connected("okta", { externalIdField: "USER_NAME" });
});
afterEach(() => gateway.stop());

const path = () => `/core/v3/networks/${gateway.server.running.networkId}/network-checks`;
async function check(repair = false): Promise<NetworkCheck> {
  // The sweep of the start may still run.
  for (;;) {
    const answer = await gateway.server.api("POST", path(), { repair });
    if (answer.status !== 503) return read(networkCheck, answer);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const users = async (count: number) => {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push(await gateway.addUser(to, `user${at}`));
  return ids;
};
const edit = (id: string, changes: object) => {
  const entity = gateway.controller.identities.get(id);
  if (entity === undefined) throw new Error(`no identity ${id}`);
  gateway.controller.identities.set(id, { ...entity, ...changes });
};
const only = () => {
  const [one] = gateway.there();
  if (one === undefined) throw new Error("the controller has no identity");
  return one;
};
const userCount = async () =>
  ((await gateway.server.scim(to, "GET", "/Users")).body as { totalResults: number }).totalResults;

test("nothing differs after a push", async () => {
  await users(2);
  expect(await check()).toMatchObject({ expected: 2, missing: 0, changed: 0, unowned: 0, refused: 0 });
});

test("a name, a tag and an attribute that somebody set there stay", async () => {
  const id = await gateway.addUser(to, "ada", { roles: [{ value: "Engineering" }] });
  edit(only().id, {
    name: "Ada by hand",
    roleAttributes: ["Engineering", "by hand"],
    tags: { scimUserId: id, scimIntegrationId: to.id, team: "blue" },
    disabled: true,
  });
  expect(await check()).toMatchObject({ changed: 0 });
  expect(only()).toMatchObject({ name: "Ada by hand", disabled: true, tags: { team: "blue" } });
});

test("an attribute and the tags of ours that somebody took away come back", async () => {
  const id = await gateway.addUser(to, "ada", { roles: [{ value: "Engineering" }] });
  const { id: there } = only();
  edit(there, { roleAttributes: ["by hand"], tags: { team: "blue" } });
  expect(await check()).toMatchObject({ changed: 1, differences: [{ kind: "changed", identityId: there }] });
  await gateway.until(() => gateway.there().length === 1);
  expect(only().roleAttributes).toHaveLength(2);
  expect(only()).toMatchObject({ tags: { team: "blue", scimUserId: id } });
});

test("the sweep of the start forgets the SCIM user of an identity that somebody deleted there", async () => {
  await users(2);
  await gateway.server.close();
  gateway.controller.identities.delete(only().id);
  await gateway.server.open(gateway.options(0));
  expect(await check()).toMatchObject({ expected: 1, missing: 0, alarm: false });
  expect(await userCount()).toBe(1);
});

test("a check keeps the SCIM user of a missing identity, and a repair then makes it anew", async () => {
  await users(2);
  await check();
  gateway.controller.identities.delete(only().id);
  expect(await check()).toMatchObject({ missing: 1, alarm: false });
  expect(await userCount()).toBe(2);
  expect(await check(true)).toMatchObject({ repaired: 1 });
  await gateway.until(() => gateway.there().length === 2);
});

test("many identities gone at once: an alarm and no conclusion, and a repair makes them anew", async () => {
  await users(12);
  for (const { id } of gateway.there()) gateway.controller.identities.delete(id);
  expect(await check()).toMatchObject({ missing: 12, alarm: true, repaired: 0 });
  expect(await userCount()).toBe(12);
  const metrics = String((await gateway.server.send("GET", "/metrics")).body);
  expect(metrics).toContain("netfoundry_scim_sweep_alarm 1");
  expect(metrics).toContain('netfoundry_scim_sweep_differences{kind="missing"} 12');
  expect(await check(true)).toMatchObject({ repaired: 12 });
  await gateway.until(() => gateway.there().length === 12);
  expect(await check()).toMatchObject({ missing: 0, alarm: false });
});

test("identities of users that this server does not have are counted and never touched", async () => {
  await users(1);
  const tags = { scimIntegrationId: to.id, scimUserId: "from-a-newer-backup" };
  const stray = { ...only(), id: "stray", name: "stray", externalId: null, tags };
  gateway.controller.identities.set("stray", stray);
  expect(await check()).toMatchObject({ unowned: 1 });
  expect(gateway.controller.identities.get("stray")).toEqual(stray);
});

test("an identity that a page has hidden is looked for by its id", async () => {
  await users(1);
  const { id } = only();
  gateway.controller.override = ({ url }) => {
    if (!/identities\?.*sort=/.test(url)) return null;
    return { body: { data: [], meta: { pagination: { limit: 500, offset: 0, totalCount: 0 } } } };
  };
  expect(await check()).toMatchObject({ expected: 1, missing: 0 });
  gateway.controller.override = () => null;
  expect(gateway.there()).toMatchObject([{ id }]);
});

test("a refused delivery is tried again, and goes through when the name is free", async () => {
  const id = await gateway.addUser(to, "ada");
  await gateway.server.close();
  await gateway.server.open(gateway.options(0));
  gateway.addByHand("taken");
  await gateway.server.scim(to, "PUT", `/Users/${id}`, { userName: "taken" });
  await gateway.until(() => gateway.server.log.some((line) => line.includes("refuses a change")));
  gateway.controller.identities.delete(BY_HAND);
  expect(await check()).toMatchObject({ refused: 1 });
  await gateway.until(() => gateway.there().some(({ name }) => name === "taken"));
});

test("a controller that goes away meanwhile: nothing is concluded", async () => {
  await users(1);
  await check();
  await gateway.controller.stop();
  const answer = await gateway.server.api("POST", path(), { repair: false });
  expect(answer.status).toBe(503);
  await gateway.controller.comeUp();
  expect(await userCount()).toBe(1);
});

test("a mapping that clashes at the controller is refused, and the preview says as of when", async () => {
  await gateway.addUser(to, "ada", { displayName: "Ada by hand" });
  gateway.controller.identities.set("foreign", {
    ...only(),
    id: "foreign",
    name: "Ada by hand",
    externalId: null,
    tags: {},
  });
  const { asOf } = await check();
  const mapping = {
    identityNameField: "DISPLAY_NAME",
    externalIdField: "USER_NAME",
    authPolicyId: "default",
  };
  const mappingPath = `/scim/v1/integrations/${to.id}/mapping`;
  const preview = await gateway.server.api("POST", `${mappingPath}/preview`, mapping);
  expect(preview.body).toMatchObject({ asOf, conflicts: 1 });
  const put = await gateway.server.api("PUT", mappingPath, mapping);
  expect(put.status).toBe(409);
  // People find the identity at the controller by the id that they see.
  expect(JSON.stringify(put.body)).toContain(only().id);
});
