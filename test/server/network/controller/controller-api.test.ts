import type {
  ControllerApi,
  ControllerSettings,
} from "../../../../src/server/network/controller/controller-api";
import {
  type ControllerClient,
  createControllerClient,
} from "../../../../src/server/network/controller/controller-client";
import { Gone, Refused, Unavailable } from "../../../../src/server/network/controller/controller-error";
import { onControllers } from "../../../support/openziti/controllers";
import { rawCalls } from "../../../support/openziti/raw-calls";
import type { RunningController } from "../../../support/openziti/running-controller";

jest.setTimeout(180_000);

let made = 0;
/** Settings of a person that no other test has. */
function person(changes: Partial<ControllerSettings> = {}): ControllerSettings {
  const number = ++made;
  return {
    name: `Person ${number}`,
    externalId: `person-${number}@example.com`,
    authPolicyId: "default",
    roleAttributes: ["Engineering", "Sales Team"],
    tags: { scimUserId: `user-${number}`, scimIntegrationId: "integration-1" },
    ...changes,
  };
}

/** What a call was refused for. */
async function refusal(call: Promise<unknown>): Promise<Refused> {
  const failure = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(failure instanceof Refused)) throw new Error(`not refused: ${failure}`);
  return failure;
}

onControllers((start) => {
  let controller: RunningController;
  let client: ControllerClient;
  let api: ControllerApi;
  let session: string;
  const manage = (method: string, path: string, body?: object) =>
    rawCalls(controller).management(method, path, { session, body: body && JSON.stringify(body) });

  beforeAll(async () => {
    controller = await start();
    const { url, ca, username, password } = controller;
    client = createControllerClient({ controllerUrl: url, caCert: ca, username, password });
    api = client.api;
    const login = { body: JSON.stringify({ username, password }) };
    const answer = await rawCalls(controller).management("POST", "/authenticate?method=password", login);
    session = (answer.body as { data: { token: string } }).data.token;
  });
  afterAll(async () => {
    client?.close();
    await controller?.stop();
  });

  describe("an identity", () => {
    test("is made as it was asked for, and found by tag, name and external ID", async () => {
      const settings = person({ name: 'Ada "the first" \\ Lovelace' });
      const { id, ...shown } = await api.create(settings);
      expect(shown).toMatchObject({ ...settings, roleAttributes: expect.arrayContaining(["Engineering"]) });
      expect(shown).toMatchObject({
        type: "Default",
        isAdmin: false,
        isDefaultAdmin: false,
        isSystem: false,
      });
      expect(shown).toMatchObject({ disabled: false, disabledUntil: null, permissions: [] });
      const found = [
        await api.readIdentity(id),
        ...(await api.findByTag("scimUserId", String(settings.tags.scimUserId))),
        await api.findByName(settings.name),
        await api.findByExternalId(String(settings.externalId)),
      ];
      expect(found.map((one) => one?.id)).toEqual([id, id, id, id]);
    });

    test("is not found under another case, nor when nobody has the value", async () => {
      const settings = person();
      await api.create(settings);
      expect(await api.findByName(settings.name.toUpperCase())).toBeNull();
      expect(await api.findByExternalId(String(settings.externalId).toUpperCase())).toBeNull();
      expect(await api.findByTag("scimUserId", "nobody")).toEqual([]);
      expect(await api.readIdentity("nobody")).toBeNull();
    });

    test("loses its external ID, role attributes and tags when it shall have none", async () => {
      const { id } = await api.create(person());
      const none = { externalId: null, roleAttributes: [], tags: {} };
      const shown = await api.patch(id, none);
      expect(shown).toMatchObject({ externalId: null, roleAttributes: [] });
      // toMatchObject takes an empty object for any.
      expect(shown.tags).toEqual({});
      expect((await api.findByTag("scimIntegrationId", "integration-1")).map((one) => one.id)).not.toContain(
        id,
      );
    });

    test("keeps what a change does not name, and its tags are replaced as a whole", async () => {
      const settings = person();
      const { id } = await api.create(settings);
      const changed = await api.patch(id, { name: `${settings.name} changed`, tags: { other: "v" } });
      expect(changed).toMatchObject({ externalId: settings.externalId, tags: { other: "v" } });
      expect(changed.roleAttributes.toSorted()).toEqual(["Engineering", "Sales Team"]);
    });

    test("keeps the tags of others when ours are taken off", async () => {
      const { id, tags } = await api.create(
        person({ tags: { scimUserId: "u", owner: "somebody", on: true } }),
      );
      expect(tags).toEqual({ scimUserId: "u", owner: "somebody", on: true });
      expect((await api.patch(id, { tags: { owner: "somebody", on: true } })).tags).toEqual({
        owner: "somebody",
        on: true,
      });
    });

    test("may be sent what it has already, and a change without fields only reads it", async () => {
      const settings = person();
      const { id } = await api.create(settings);
      expect(await api.patch(id, settings)).toMatchObject({ id, name: settings.name });
      expect(await api.patch(id, {})).toMatchObject({ id, name: settings.name });
    });

    test("takes role attributes twice named, in any order", async () => {
      const { id } = await api.create(person({ roleAttributes: ["b", "a", "b"] }));
      const changed = await api.patch(id, { roleAttributes: ["c", "a", "c"] });
      expect(changed.roleAttributes.toSorted()).toEqual(["a", "c"]);
    });

    test("is disabled until somebody enables it, and a change does not enable it", async () => {
      const { id } = await api.create(person());
      await manage("POST", `/identities/${id}/disable`, { durationMinutes: 60 });
      expect((await api.readIdentity(id))?.disabledUntil).toEqual(expect.any(String));
      expect(await api.disable(id)).toMatchObject({ disabled: true, disabledUntil: null });
      expect(await api.disable(id)).toMatchObject({ disabled: true, disabledUntil: null });
      expect(await api.patch(id, { roleAttributes: ["x"] })).toMatchObject({ disabled: true });
      expect(await api.enable(id)).toMatchObject({ disabled: false, disabledUntil: null });
      expect(await api.enable(id)).toMatchObject({ disabled: false });
    });

    test("is gone after a delete, which may be repeated; every other write says Gone", async () => {
      const { id } = await api.create(person());
      await api.delete(id);
      await api.delete(id);
      expect(await api.readIdentity(id)).toBeNull();
      const writes = [() => api.patch(id, { name: "q" }), () => api.disable(id), () => api.enable(id)];
      for (const write of writes) await expect(write()).rejects.toThrow(Gone);
    });
  });

  describe("a refusal names the field, the value and who has it:", () => {
    let holder: ControllerSettings;
    let holderId: string;
    beforeAll(async () => {
      holder = person();
      holderId = (await api.create(holder)).id;
    });

    test("a new identity with a name that is taken", async () => {
      expect(await refusal(api.create(person({ name: holder.name })))).toMatchObject({
        field: "name",
        value: holder.name,
        holder: { id: holderId, name: holder.name },
      });
    });

    test("a new identity with an external ID that is taken", async () => {
      const refused = await refusal(api.create(person({ externalId: holder.externalId })));
      expect(refused).toMatchObject({ field: "externalId", value: holder.externalId });
      expect(refused.holder).toEqual({ id: holderId, name: holder.name });
    });

    test("a rename to a name that is taken, which the controller answers with 200 and drops", async () => {
      const settings = person();
      const { id } = await api.create(settings);
      const refused = await refusal(api.patch(id, { name: holder.name, roleAttributes: ["New"] }));
      expect(refused).toMatchObject({ field: "name", holder: { id: holderId, name: holder.name } });
      expect((await api.readIdentity(id))?.roleAttributes).not.toContain("New");
    });

    test("a change to an external ID that is taken, which the controller answers with 500", async () => {
      const { id } = await api.create(person());
      const refused = await refusal(api.patch(id, { externalId: holder.externalId }));
      expect(refused).toMatchObject({ field: "externalId", holder: { id: holderId } });
    });

    test("an auth policy that is not there, new or changed", async () => {
      const { id } = await api.create(person());
      const nowhere = { authPolicyId: "nowhere" };
      const expected = { field: "authPolicyId", value: "nowhere", holder: null };
      expect(await refusal(api.create(person(nowhere)))).toMatchObject(expected);
      expect(await refusal(api.patch(id, nowhere))).toMatchObject(expected);
    });

    test("the default administrator, whom nobody deletes", async () => {
      const answer = await manage("GET", "/identities?filter=isDefaultAdmin%20%3D%20true");
      const { data } = answer.body as { data: readonly { readonly id: string }[] };
      const id = String(data[0]?.id);
      expect(await api.readIdentity(id)).toMatchObject({ isAdmin: true, isDefaultAdmin: true });
      expect((await refusal(api.delete(id))).message).toContain("can not be deleted");
    });

    test.each<[string, Partial<ControllerSettings>]>([
      ["name", { name: " " }],
      ["name", { name: "n".repeat(20_001) }],
      ["roleAttributes", { roleAttributes: [""] }],
      ["roleAttributes", { roleAttributes: ["#all"] }],
      ["roleAttributes", { roleAttributes: ["@someone"] }],
    ])("a %s that a controller would answer with 500, or store for nobody", async (field, wrong) => {
      expect((await refusal(api.create(person(wrong)))).field).toBe(field);
    });
  });

  test("lists every identity once, and the policies and signers", async () => {
    const { id } = await api.create(person());
    const ids: string[] = [];
    for await (const page of api.listIdentities()) ids.push(...page.map((one) => one.id));
    expect(ids).toContain(id);
    expect(new Set(ids).size).toBe(ids.length);
    const signer = { name: "Okta", issuer: "https://okta.example", audience: "a", enabled: true };
    await manage("POST", "/external-jwt-signers", { ...signer, jwksEndpoint: "https://okta.example/k" });
    expect(await api.listPolicies()).toMatchObject([{ id: "default", name: "Default" }]);
    expect(await api.listSigners()).toMatchObject([{ name: "Okta", issuer: "https://okta.example" }]);
  });

  test("a killed controller has done nothing, and has all that it acknowledged when it is up", async () => {
    const settings = person();
    const { id } = await api.create(settings);
    await controller.kill();
    await expect(api.readIdentity(id)).rejects.toThrow(Unavailable);
    await expect(api.patch(id, { name: `${settings.name} changed` })).rejects.toThrow(Unavailable);
    await controller.comeUp();
    expect(await api.patch(id, { roleAttributes: ["x"] })).toMatchObject({ name: settings.name });
  });

  test("says its version", async () => {
    expect((await api.version()).version).toMatch(/^v\d+\.\d+\.\d+/);
  });
});
