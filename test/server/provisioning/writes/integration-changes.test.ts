import { gatewayError } from "../../../../src/contract/errors";
import { addManyUsers } from "../../support/many-users";
import { Network, policyBody } from "../../support/network";
import { type Connection, read } from "../../support/running-server";

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

const byUserName = { externalIdField: "USER_NAME" };

describe("rule 11: a mapping is applied to every identity or to none", () => {
  test("PUT changes what the preview said, and the preview changes nothing", async () => {
    const to = await network.connect();
    await network.addUser(to, "ada", { displayName: "Ada Lovelace", externalId: "1" });
    await network.addUser(to, "grace", { externalId: "2" });
    const policy = await network.create("auth-policies", policyBody("strict"));
    const settings = {
      identityNameField: "DISPLAY_NAME",
      authPolicyId: policy,
      externalIdField: "CUSTOM",
      externalIdCustomPath: "externalId",
    };
    const before = await network.identitiesByName();
    const preview = await network.preview(to, settings);
    expect(preview).toMatchObject({ identities: 2, renamed: 1, rekeyed: 2, policyChanged: 2, conflicts: 0 });
    expect(JSON.stringify(preview)).not.toContain("Lovelace");
    expect(await network.identitiesByName()).toEqual(before);
    expect((await network.setMapping(to, settings)).status).toBe(200);
    expect(await network.identitiesByName()).toEqual([
      expect.objectContaining({ name: "Ada Lovelace", externalId: "1", authPolicyId: policy }),
      expect.objectContaining({ name: "grace", externalId: "2", authPolicyId: policy }),
    ]);
    const again = await network.preview(to, settings);
    expect(again).toMatchObject({ unchanged: 2, renamed: 0, samples: [] });
    expect((await network.server.edge("DELETE", `/auth-policies/${policy}`)).status).toBe(409);
  });

  test("a conflict refuses the whole mapping with a masked list, and nothing changes", async () => {
    const to = await network.connect(byUserName);
    await network.addUser(to, "ada", { displayName: "Same Person" });
    await network.addUser(to, "grace", { displayName: "Same Person" });
    const before = await network.identitiesByName();
    const settings = { identityNameField: "DISPLAY_NAME" };
    const preview = await network.preview(to, settings);
    expect(preview.conflicts).toBe(2);
    const answer = await network.setMapping(to, settings);
    expect(answer.status).toBe(409);
    const errors = read(gatewayError, answer).errors.join("\n");
    for (const { id } of before) expect(errors).toContain(id);
    expect(errors).not.toContain("Same Person");
    expect(await network.identitiesByName()).toEqual(before);
    expect((await network.server.api("GET", `/scim/v1/integrations/${to.id}/mapping`)).body).toMatchObject({
      externalIdField: "USER_NAME",
    });
  });

  test("a conflict with an identity outside the integration is refused too", async () => {
    const to = await network.connect();
    const other = await network.connect(byUserName);
    await network.addUser(to, "ada", { externalId: "grace" });
    await network.addUser(other, "grace");
    const settings = { externalIdField: "CUSTOM", externalIdCustomPath: "externalId" };
    const answer = await network.setMapping(to, settings);
    expect(answer.status).toBe(409);
    expect(read(gatewayError, answer).errors.join("\n")).toContain("outside the integration");
  });

  test("two people can swap names and external IDs", async () => {
    const to = await network.connect(byUserName);
    await network.addUser(to, "ada", { displayName: "grace", externalId: "grace" });
    await network.addUser(to, "grace", { displayName: "ada", externalId: "ada" });
    const ada = await network.identityNamed("ada");
    const settings = {
      identityNameField: "DISPLAY_NAME",
      externalIdField: "CUSTOM",
      externalIdCustomPath: "externalId",
    };
    expect((await network.setMapping(to, settings)).status).toBe(200);
    expect(await network.identityNamed("grace")).toMatchObject({ id: ada.id, externalId: "grace" });
  });
});

describe("rule 7: deleting an integration", () => {
  async function integrationWithPeople(): Promise<Connection> {
    const to = await network.connect();
    const ada = await network.addUser(to, "ada", { roles: [{ value: "dev" }] });
    await network.addUser(to, "grace", { active: false });
    await network.addGroup(to, "Sales", [ada]);
    const { id } = await network.identityNamed("ada");
    await network.server.edge("PATCH", `/identities/${id}`, {
      tags: { scimIntegrationId: to.id, scimUserId: ada, desk: "7" },
    });
    return to;
  }
  const remove = (to: Connection, query: string) =>
    network.server.api("DELETE", `/scim/v1/integrations/${to.id}${query}`);

  test("keeps its identities without their tags by default", async () => {
    expect((await remove(await integrationWithPeople(), "")).status).toBe(204);
    const [ada, grace] = await network.identitiesByName();
    expect(ada).toMatchObject({ name: "ada", disabled: false, tags: { desk: "7" } });
    expect(ada?.tags).toEqual({ desk: "7" });
    expect([...(ada?.roleAttributes ?? [])].sort()).toEqual(["Sales", "dev"]);
    expect(grace).toMatchObject({ name: "grace", disabled: true, tags: {} });
    await network.server.edge("PATCH", `/identities/${ada?.id}`, { roleAttributes: ["dev"] });
    expect((await network.identityNamed("ada")).roleAttributes).toEqual(["dev"]);
  });

  test("disables them on request", async () => {
    await remove(await integrationWithPeople(), "?identities=disable");
    expect((await network.identitiesByName()).map(({ disabled, tags }) => [disabled, tags])).toEqual([
      [true, { desk: "7" }],
      [true, {}],
    ]);
  });

  test("deletes them on request, and no others", async () => {
    const other = await network.connect();
    await network.addUser(other, "alan");
    await remove(await integrationWithPeople(), "?identities=delete");
    expect((await network.identitiesByName()).map(({ name }) => name)).toEqual(["alan"]);
  });
});

describe("an integration with more users than one statement handles", () => {
  test.each([
    ["delete", 0, 0],
    ["disable", 450, 450],
    ["keep", 450, 0],
  ] as const)("its identities: %s", async (option, left, disabled) => {
    const to = await network.connect();
    await addManyUsers(network.server, to.id, 450);
    const path = `/scim/v1/integrations/${to.id}?identities=${option}`;
    expect((await network.server.api("DELETE", path)).status).toBe(204);
    const identities = await network.identitiesByName();
    expect(identities).toHaveLength(left);
    expect(identities.filter((one) => one.disabled)).toHaveLength(disabled);
  });
});
