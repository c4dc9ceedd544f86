/** What a plan says when an integration goes, and what depends on it. */
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());

const integration = (name: string, more = "") => `
  resource "netfoundry_scim_integration" "it" {
    name = "${name}"
    ${more}
  }`;
const MAPPING = `
  resource "netfoundry_scim_mapping" "it" {
    integration_id = netfoundry_scim_integration.it.id
  }`;
const TOKEN = `
  resource "netfoundry_scim_token" "it" {
    integration_id = netfoundry_scim_integration.it.id
  }`;
const STAY = "The mapping settings stay as they are";

async function applied(configuration: string): Promise<{ folder: TerraformFolder; id: string }> {
  const folder = stage.space();
  await folder.apply(configuration);
  return { folder, id: String(folder.stored("netfoundry_scim_integration.it")?.id) };
}

describe("an integration that -replace names", () => {
  it("takes its mapping settings and its slot with it, and both say so", async () => {
    const going = integration("Replaced", 'identities_on_destroy = "delete"');
    const { folder, id } = await applied(going + MAPPING + TOKEN);
    const { words } = await folder.plan("-replace=netfoundry_scim_integration.it");
    expect(words).toContain("An auth token goes to a SCIM integration that is not known yet");
    expect(words).toContain(`The slot leaves the SCIM integration "Replaced" (${id})`);
    expect(words).toContain("Mapping settings go to a SCIM integration that is not known yet");
    expect(words).toContain(
      'A replacement deletes every identity of the former one (identities_on_destroy = "',
    );
    expect(words).not.toContain(STAY);
    await folder.destroy();
  });
});

describe("mapping settings that nothing manages any more", () => {
  it("stay when their resource alone is taken out", async () => {
    const { folder, id } = await applied(integration("Unmapped") + MAPPING);
    const { words } = await folder.apply(integration("Unmapped"));
    expect(words).toContain(STAY);
    expect(words).toContain(`The SCIM integration "Unmapped" (${id}) continues to use them`);
    await folder.destroy();
  });

  it("go with their integration in a destroy, and no warning says that they stay", async () => {
    const { folder } = await applied(integration("Destroyed") + MAPPING + TOKEN);
    const { words } = await folder.destroy();
    expect(words).not.toContain(STAY);
  });

  it("stay with an integration that another configuration manages", async () => {
    const { folder, id } = await applied(integration("Elsewhere"));
    const other = stage.space();
    await other.apply(MAPPING.replace("netfoundry_scim_integration.it.id", `"${id}"`));
    expect((await other.destroy()).words).toContain(STAY);
    await folder.destroy();
  });

  it("go with their integration when both are taken out", async () => {
    const { folder } = await applied(integration("Taken out") + MAPPING);
    const { words } = await folder.apply("");
    expect(words).not.toContain(STAY);
  });
});

it("two integrations that swap their names in one apply are told how", async () => {
  const both = (one: string, other: string) => `
    resource "netfoundry_scim_integration" "one" { name = "${one}" }
    resource "netfoundry_scim_integration" "other" { name = "${other}" }`;
  const folder = stage.space();
  await folder.apply(both("East", "West"));
  const words = await folder.failApply(both("West", "East"));
  expect(words).toContain('The SCIM integration "East" cannot be renamed to "West"');
  expect(words).toContain("To swap two names, apply three times: give one a third name, then the other its");
  for (const [one, other] of [
    ["Third", "West"],
    ["Third", "East"],
    ["West", "East"],
  ] as const)
    await folder.apply(both(one, other));
  expect(folder.stored("netfoundry_scim_integration.one")).toMatchObject({ name: "West" });
  await folder.destroy();
});
