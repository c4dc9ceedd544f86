/**
 * The provider runs in this process, so that its waits of eight seconds use the test's clock.
 */

import { hurryProvider } from "../support/fast-clock";
import { Stage } from "../support/stage";

jest.setTimeout(120_000);

/** So many policies. Each has an integration that uses it and that has a token. */
const stack = (count: number, ofIntegration = "") => `
resource "netfoundry_auth_policy" "each" {
  count = ${count}
  name  = "Policy \${count.index}"
}
resource "netfoundry_scim_integration" "each" {
  count = ${count}
  name  = "Integration \${count.index}"
  ${ofIntegration}
}
resource "netfoundry_scim_mapping" "each" {
  count          = ${count}
  integration_id = netfoundry_scim_integration.each[count.index].id
  auth_policy_id = netfoundry_auth_policy.each[count.index].id
}
resource "netfoundry_scim_token" "each" {
  count          = ${count}
  integration_id = netfoundry_scim_integration.each[count.index].id
}`;

const DESTROY = ["destroy", "-auto-approve", "-input=false"];

const stage = new Stage();
beforeAll(async () => {
  await stage.open();
  hurryProvider(20);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await stage.close();
});

describe("destroying auth policies together with the integrations that use them", () => {
  it.each([
    ["4 with one place", 4, 1],
    ["6 with two places", 6, 2],
    ["12 with ten places, as usual", 12, 10],
  ])(
    "%s: an object that cannot be deleted yet says what to do, and a second run finishes",
    async (_, count, places) => {
      const space = stage.space().configure(stack(count));
      await space.apply();
      const first = await space.terraform(...DESTROY, `-parallelism=${places}`);
      const left = await space.succeed("state", "list");
      // An object that waited has freed its slot. So only policies can be left.
      expect(left.stdout.replaceAll(/netfoundry_auth_policy\.each\[\d+\]\s/g, "")).toBe("");
      if (first.code !== 0) {
        expect(first.stderr).toContain("is in use");
        expect(first.words).toContain("run the same command again");
      }
      await space.succeed(...DESTROY, `-parallelism=${places}`);
    },
  );

  it("with depends_on, one run deletes everything, even with parallelism 1", async () => {
    const space = stage.space().configure(stack(4, "depends_on = [netfoundry_auth_policy.each]"));
    await space.apply();
    await space.succeed(...DESTROY, "-parallelism=1");
  });
});

it("a policy that something outside the state uses stays, and the error names the user", async () => {
  const space = stage.space();
  await space.apply(`
resource "netfoundry_auth_policy" "it" { name = "Used" }
resource "netfoundry_scim_integration" "it" { name = "User of it" }
resource "netfoundry_scim_mapping" "it" {
  integration_id = netfoundry_scim_integration.it.id
  auth_policy_id = netfoundry_auth_policy.it.id
}`);
  const policy = space.stored("netfoundry_auth_policy.it");
  const integration = space.stored("netfoundry_scim_integration.it");
  await space.succeed("state", "rm", "netfoundry_scim_mapping.it", "netfoundry_scim_integration.it");
  const error = await space.fail(...DESTROY);
  expect(error).toContain("in use");
  expect(error).toContain("User of it");
  expect(space.stored("netfoundry_auth_policy.it")).toMatchObject({ id: policy?.id });
  await stage.administrator.gateway("DELETE", `/scim/v1/integrations/${integration?.id}`);
  await space.destroy();
});

describe("destroying what a remaining object stops using, in the same run", () => {
  const CREATE_FIRST = "lifecycle {\n create_before_destroy = true\n }";
  const signer = (name: string, lifecycle = "") => `
resource "netfoundry_jwt_signer" "it" {
  name          = "${name}"
  issuer        = "${name}"
  audience      = "netfoundry"
  jwks_endpoint = "https://example.com/keys"
  ${lifecycle}
}`;
  const policy = (name: string, body = "") => `
resource "netfoundry_auth_policy" "it" {
  name = "${name}"
  ${body}
}`;
  const integration = (name: string, mapping = "") => `
resource "netfoundry_scim_integration" "it" { name = "${name}" }
resource "netfoundry_scim_mapping" "it" {
  integration_id = netfoundry_scim_integration.it.id
  ${mapping}
}`;
  const NAMES_SIGNER =
    "primary = { ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.it.id] } }";
  const NAMES_POLICY = "auth_policy_id = netfoundry_auth_policy.it.id";
  const APPLY = ["apply", "-auto-approve", "-input=false"];

  it.each([
    [
      "policy",
      "netfoundry_scim_mapping",
      (name: string, lifecycle = "") => policy(name, lifecycle) + integration(name, NAMES_POLICY),
      (name: string) => integration(name),
    ],
    [
      "signer",
      "netfoundry_auth_policy",
      (name: string, lifecycle = "") => signer(name, lifecycle) + policy(name, NAMES_SIGNER),
      (name: string) => policy(name),
    ],
  ])(
    "a %s is refused with a remedy, and is deleted with create_before_destroy",
    async (kind, user, whole, without) => {
      const space = stage.space().configure(whole(`Taken ${kind}`));
      await space.apply();
      space.configure(without(`Taken ${kind}`));
      expect(await space.fail(...APPLY)).toContain(`Apply the change first, with -target=${user}.<name>`);
      await space.succeed(...APPLY, `-target=${user}.it`);
      await space.succeed(...APPLY);
      expect(await space.planCode()).toBe(0);

      await space.apply(whole(`Taken ${kind}`, CREATE_FIRST));
      await space.apply(without(`Taken ${kind}`));
      expect(await space.planCode()).toBe(0);
      await space.succeed(...DESTROY);
    },
  );
});
