/** Contract checklist, "Final plan": lines 17 to 19. */

import { changeOf } from "../../src/tfplugin/testing/terraform/planned-change";
import { Stage } from "../support/stage";

jest.setTimeout(60_000);

const HOUR = 3_600_000;
let later = 0;

const stage = new Stage();
beforeAll(() => stage.open({ clock: () => new Date(Date.now() + later) }));
afterEach(() => {
  jest.restoreAllMocks();
  later = 0;
});
afterAll(() => stage.close());

/** Lets the clocks of provider and server go by. */
function pass(milliseconds: number): void {
  const now = Date.now() + milliseconds;
  jest.spyOn(Date, "now").mockImplementation(() => now);
}

const rotating = (release: string, replaced: string) => `
  resource "terraform_data" "release" {
    input            = "${release}"
    triggers_replace = "${replaced}"
  }
  resource "netfoundry_scim_integration" "it" { name = "Released \${terraform_data.release.id == "" ? "" : "together"}" }
  resource "netfoundry_scim_token" "it" {
    integration_id    = netfoundry_scim_integration.it.id
    rotation_triggers = { release = terraform_data.release.output }
  }`;

test("17 what was unknown becomes known and what was known stays, through a chain of resources", async () => {
  const space = stage.space();
  await space.apply(rotating("1", "a"));
  expect(space.stored("netfoundry_scim_token.it")).toMatchObject({
    generation: 1,
    rotation_triggers: { release: "1" },
  });
  expect(await space.planCode()).toBe(0);

  // The output is unknown in the plan, and the same as before in the end.
  const changes = await space.planned(rotating("1", "b"));
  expect(changeOf(changes, "netfoundry_scim_token.it").actions).toEqual(["update"]);
  const { words: output } = await space.succeed("apply", "saved");
  expect(output).not.toContain("inconsistent");
  expect(space.stored("netfoundry_scim_token.it")).toMatchObject({ generation: 1 });
  await space.destroy();
});

test("17 what a rotation that is taken back would have changed stays as it was", async () => {
  const space = stage.space();
  await space.apply(rotating("1", "a"));
  const { integration_id } = space.stored("netfoundry_scim_token.it") as { integration_id: string };
  await stage.administrator.gateway("POST", `/scim/v1/integrations/${integration_id}/tokens`, {});

  await space.savePlan(rotating("1", "b"));
  expect((await space.succeed("apply", "saved")).words).not.toContain("inconsistent");
  expect(space.stored("netfoundry_scim_token.it")).toMatchObject({ generation: 1, status: "superseded" });
  await space.destroy();
});

test("18 a plan saved before a token was due for rotation applies as planned after that moment", async () => {
  const slot = (description: string) => `
    resource "netfoundry_scim_integration" "it" { name = "Due" }
    resource "netfoundry_scim_token" "it" {
      integration_id = netfoundry_scim_integration.it.id
      description    = "${description}"
      lifetime       = "48h"
      rotate_before  = "24h"
    }`;
  const space = stage.space();
  await space.apply(slot("one"));
  const changes = await space.planned(slot("two"));
  expect(Object.values(changeOf(changes, "netfoundry_scim_token.it").after_unknown)).not.toContain(true);
  pass(25 * HOUR);
  await space.succeed("apply", "saved");
  expect(space.stored("netfoundry_scim_token.it")).toMatchObject({
    description: "two",
    generation: 1,
    rotation_due: false,
  });

  // The refresh of the next plan sees that the moment has come.
  expect(changeOf(await space.planned(), "netfoundry_scim_token.it").actions).toEqual(["update"]);
  await space.succeed("apply", "saved");
  expect(space.stored("netfoundry_scim_token.it")).toMatchObject({ generation: 2, rotation_due: false });
  expect(await space.planCode()).toBe(0);
  await space.destroy();
});

test("19 a saved plan applies after something else changed at the server", async () => {
  const named = (name: string) => `
    resource "netfoundry_scim_integration" "it" { name = "${name}" }
    resource "netfoundry_auth_policy" "it" { name = "Unrelated" }`;
  const space = stage.space();
  await space.apply(named("Before"));
  await space.savePlan(named("After"));
  const policy = space.stored("netfoundry_auth_policy.it") as { id: string };
  const { administrator } = stage;
  await administrator.gateway("POST", "/scim/v1/integrations", {
    networkId: stage.networkId,
    name: "Another",
  });
  const { data } = await administrator.edge<{ data: object }>("GET", `/auth-policies/${policy.id}`);
  await administrator.edge("PUT", `/auth-policies/${policy.id}`, { ...data, name: "Renamed by hand" });
  await space.succeed("apply", "saved");
  expect(space.stored("netfoundry_scim_integration.it")?.name).toBe("After");
  await space.destroy();
});
