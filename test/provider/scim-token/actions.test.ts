import { createPrivateKey } from "node:crypto";
import { netfoundry } from "../../../src/provider/provider";
import { unseal } from "../../../src/provider/scim-token/sealing/seal";
import { createDriver, type Driver } from "../../../src/tfplugin";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";
import { rsaKeys } from "../../support/key-pairs";

let api: FakeApi;
let driver: Driver;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = createDriver(netfoundry);
  await driver.configure(blockFor(api));
});
afterEach(() => api.stop());

const said = ({ diagnostics }: Awaited<ReturnType<Driver["planAction"]>>) =>
  diagnostics.map(({ summary }) => summary);

describe("netfoundry_scim_token_rotate", () => {
  const { publicKey, privateKey } = rsaKeys();

  test("mints a token and reports it to the owner of the key alone", async () => {
    const { id } = api.addIntegration("Okta");
    const before = api.addToken(id);
    const config = { integration_id: id, sealing_public_key: publicKey };
    const planned = await driver.planAction("netfoundry_scim_token_rotate", config);
    expect(said(planned)).toEqual(["The rotation ends the present auth token at once"]);
    expect(planned.diagnostics[0]?.detail).toContain(`SCIM integration "Okta" (${id}): SCIM stops`);
    const { progress, diagnostics } = await driver.invoke("netfoundry_scim_token_rotate", config);
    expect(diagnostics).toEqual([]);
    const live = api.tokens.get(id)?.find(({ state }) => state === "live");
    expect(live?.id).not.toBe(before.id);
    expect(progress.join("\n")).toContain(live?.id);
    const sealed = /Sealed for sealing_public_key: (\S+)/.exec(progress.join("\n"))?.[1] ?? "";
    expect(await unseal(sealed, createPrivateKey(privateKey))).toEqual({ token: `secret of ${live?.id}` });
    expect(progress.join("\n")).not.toContain(`secret of ${live?.id}`);
  });

  test("a key that is none is refused before there is a token", async () => {
    const { id } = api.addIntegration("Okta");
    const config = { integration_id: id, sealing_public_key: "no key" };
    const { diagnostics } = await driver.validateAction("netfoundry_scim_token_rotate", config);
    expect(diagnostics).toHaveLength(1);
    expect(api.idempotencyKeys).toEqual([]);
  });
});

describe("netfoundry_scim_token_revoke", () => {
  test("revokes the live token, and then says that there is none", async () => {
    const { id } = api.addIntegration("Okta");
    const token = api.addToken(id);
    const config = { integration_id: id };
    expect(said(await driver.planAction("netfoundry_scim_token_revoke", config))).toHaveLength(1);
    const { progress } = await driver.invoke("netfoundry_scim_token_revoke", config);
    expect(progress).toEqual([`Revoked the auth token ${token.id} of the SCIM integration ${id}.`]);
    expect(said(await driver.invoke("netfoundry_scim_token_revoke", config))).toEqual([
      `The SCIM integration ${id} has no live auth token to revoke`,
    ]);
  });
});
