import { Administrator } from "../support/administrator";
import { type Server, startServer, Workspace } from "../support/served";

jest.setTimeout(120_000);

const configuration = (ofIntegration = "", ofMapping = "", ofToken = "") => `
resource "netfoundry_scim_integration" "it" {
  name = "Okta"
  ${ofIntegration}
}
resource "netfoundry_scim_mapping" "it" {
  integration_id = netfoundry_scim_integration.it.id
  ${ofMapping}
}
resource "netfoundry_scim_token" "it" {
  integration_id = netfoundry_scim_integration.it.id
  ${ofToken}
}`;

let server: Server;
let admin: Administrator;
beforeAll(async () => {
  server = await startServer();
  admin = new Administrator(server);
});
afterAll(() => server.stop());

/** How many changes the server has made. */
async function changes(): Promise<number> {
  const path = `/core/v3/networks/${server.networkId}/audit?size=1`;
  return (await admin.gateway<{ page: { totalElements: number } }>("GET", path)).page.totalElements;
}

describe("changing only a providerOnly value", () => {
  it("shows only that line, makes nothing unknown, and changes nothing on the server", async () => {
    const space = await new Workspace(server).configure(configuration()).init();
    await space.apply();
    const before = await changes();
    space.configure(
      configuration(
        `identities_on_destroy = "disable"`,
        "reset_on_destroy = true",
        "revoke_on_destroy = false",
      ),
    );
    const { stdout } = await space.succeed("plan", "-input=false");
    expect(stdout).toContain("0 to add, 3 to change, 0 to destroy");
    expect(stdout).not.toContain("known after apply");
    const changed = stdout.match(/^ +[~+-] \w+ += .*$/gm)?.map((line) => line.trim().replace(/ +/g, " "));
    expect(changed?.sort()).toEqual([
      `~ identities_on_destroy = "keep" -> "disable"`,
      "~ reset_on_destroy = false -> true",
      "~ revoke_on_destroy = true -> false",
    ]);
    await space.apply();
    expect(await changes()).toBe(before);
    expect(await space.planCode()).toBe(0);
  });
});
