import type { FakeApi } from "../support/fake-api/fake-api";
import { connected } from "./support/connected";
import { type Plugin, present } from "./support/plugin";

let api: FakeApi;
let plugin: Plugin;
beforeEach(async () => {
  ({ api, plugin } = await connected());
});
afterEach(() => api.stop());

/** The state of a resource as an import followed by no refresh leaves it. */
function stored(integrationId: string, tokenId: string) {
  return {
    netfoundry_scim_integration: { id: integrationId },
    netfoundry_scim_mapping: { id: integrationId, integration_id: integrationId },
    netfoundry_scim_token: { id: integrationId, integration_id: integrationId, token_id: tokenId },
  };
}

test("a refresh of 1,000 integrations with mapping and token takes 2 calls, of 35 allowed", async () => {
  const states = Array.from({ length: 1000 }, (_, number) => {
    const { id } = api.addIntegration(`Team ${number}`);
    return stored(id, api.addToken(id).id);
  });
  for (let first = 0; first < states.length; first += 10) {
    const reads = states.slice(first, first + 10).flatMap((state) =>
      Object.entries(state).map(async ([type, attributes]) => {
        const read = present(await plugin.resource(type).read(attributes));
        return read.status ?? read.identity_name ?? read.name;
      }),
    );
    expect((await Promise.all(reads)).slice(1, 3)).toEqual(["user_name", "live"]);
  }
  expect(api.calls).toEqual(["GET /scim/v1/integrations", "GET /scim/v1/integrations"]);
});

test("a refresh finds a superseded token with one call besides the list", async () => {
  const { id } = api.addIntegration("Okta");
  const old = api.addToken(id);
  api.addToken(id);
  const read = await plugin.resource("netfoundry_scim_token").read(stored(id, old.id).netfoundry_scim_token);
  expect(read.state).toMatchObject({ status: "superseded" });
  expect(api.calls).toEqual(["GET /scim/v1/integrations", `GET /scim/v1/integrations/${id}/tokens`]);
});

test("what was deleted before the refresh is gone, and what is created during it is found", async () => {
  const early = api.addIntegration("early");
  const integration = plugin.resource("netfoundry_scim_integration");
  api.integrations.delete(early.id);
  expect((await integration.read({ id: early.id })).state).toBeNull();
  const late = api.addIntegration("late");
  expect((await integration.read({ id: late.id })).state).toMatchObject({ name: "late" });
});
