/** Contract checklist, "Data sources": line 36, for those of our own provider. */
import { netfoundry } from "../../src/provider/provider";
import { Stage } from "../support/stage";
import { BARE } from "./support/everything";

jest.setTimeout(60_000);

const stage = new Stage();
beforeAll(async () => {
  await stage.open();
  await stage.space().apply(BARE);
  stage.gate.reset();
});
afterAll(() => stage.close());

/** What each needs to be told; the plural ones need nothing. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  netfoundry_auth_policy: 'name = "Contractors"',
  netfoundry_jwt_signer: 'name = "Okta"',
  netfoundry_scim_integration: 'name = "Okta"',
  netfoundry_scim_mapping: 'integration_name = "Okta"',
  netfoundry_scim_mapping_preview:
    'integration_id = data.netfoundry_scim_integration.it.id\n external_id = { source = "primary_email" }',
  netfoundry_sign_in: 'issuer = "https://idp.example.com"',
  netfoundry_scim_token: 'integration_name = "Okta"',
  netfoundry_scim_tokens: 'integration_name = "Okta"',
};

test("36 every data source is read, writes nothing, and says the same when it is read again", async () => {
  const types = Object.keys(netfoundry.dataSources ?? {});
  const space = stage.space();
  await space.apply(
    types
      .map(
        (type) =>
          `data "${type}" "it" {\n ${ARGUMENTS[type] ?? ""}\n}\noutput "${type}" {\n value = data.${type}.it\n}\n`,
      )
      .join(""),
  );
  const { output } = await space.terraform("output", "-json");
  const found: Record<string, { value: unknown }> = JSON.parse(output);
  expect(Object.keys(found).sort()).toEqual(types.sort());
  expect(Object.entries(found).filter(([, { value }]) => value === null)).toEqual([]);
  // Outputs hold all that was read: a second answer that differs would change one.
  expect(await space.planCode()).toBe(0);
  expect(stage.gate.writes).toEqual([]);
});
