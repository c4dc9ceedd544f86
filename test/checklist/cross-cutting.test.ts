/** Contract checklist, "Cross-cutting": lines 37, 40, 41 and 42. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeOf, type PlannedChange } from "../../src/tfplugin/testing/terraform/planned-change";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(60_000);

const stage = new Stage();
let space: TerraformFolder;

beforeAll(() => stage.open());
beforeEach(() => {
  space = stage.space();
});
afterEach(async () => {
  stage.gate.reset();
  await space.destroy();
  stage.gate.reset();
});
afterAll(() => stage.close());

const policy = (name: string, body = "") =>
  `resource "netfoundry_auth_policy" "${name}" {\n name = "${name}"\n${body}\n}\n`;
const actions = (changes: readonly PlannedChange[]) =>
  Object.fromEntries(changes.map(({ address, change }) => [address, change.actions.join()]));

describe("37 ten at once", () => {
  test("37 each object of one parent is made exactly once, and a second plan is empty", async () => {
    await space.apply(
      `
      resource "netfoundry_scim_integration" "it" {
        count = 10
        name  = "Number \${count.index}"
      }
      resource "netfoundry_scim_mapping" "it" {
        count          = 10
        integration_id = netfoundry_scim_integration.it[count.index].id
        auth_policy_id = netfoundry_auth_policy.it.id
      }
      resource "netfoundry_scim_token" "it" {
        count          = 10
        integration_id = netfoundry_scim_integration.it[count.index].id
      }
      resource "netfoundry_jwt_signer" "it" {
        count         = 10
        name          = "Number \${count.index}"
        issuer        = "Number \${count.index}"
        audience      = "a"
        jwks_endpoint = "https://example.com/keys"
      }
      resource "netfoundry_auth_policy" "it" {
        name    = "Common"
        primary = { ext_jwt = { allowed = true, allowed_signer_ids = netfoundry_jwt_signer.it[*].id } }
      }`,
      "-parallelism=10",
    );
    const creates = stage.gate.writes.filter((call) => call.startsWith("POST "));
    const count = (end: string) => creates.filter((call) => call.endsWith(end)).length;
    expect([count("/integrations"), count("/tokens"), count("/external-jwt-signers")]).toEqual([10, 10, 10]);
    expect(new Set(creates.filter((call) => call.endsWith("/tokens"))).size).toBe(10);
    expect(await space.planCode("-parallelism=10")).toBe(0);
  });
});

describe("40 terraform's own features", () => {
  test("40 two aliases are configured apart", async () => {
    const here = `
      provider "netfoundry" {
        alias         = "other"
        api_url       = "${stage.gate.url}"
        client_id     = "flow-tests"
        client_secret = "not-the-secret"
        max_retries   = 0
      }
      ${policy("here")}`;
    const both = `${here}
      resource "netfoundry_auth_policy" "there" {
        provider = netfoundry.other
        name     = "there"
      }`;
    expect(await space.failApply(both)).toContain("NF_CLIENT_SECRET");
    await space.apply(here);
    expect(space.stored("netfoundry_auth_policy.here")).toMatchObject({ name: "here" });
    expect(space.stored("netfoundry_auth_policy.there")).toBeUndefined();
  });

  test("40 count and for_each over values of other resources", async () => {
    const many = (names: string) => `
      ${policy("first")}
      resource "netfoundry_auth_policy" "counted" {
        count = netfoundry_auth_policy.first.id != null ? 2 : 0
        name  = "counted \${count.index}"
      }
      resource "netfoundry_auth_policy" "each" {
        for_each = toset(${names})
        name     = "each \${each.key}"
        tags     = { after = netfoundry_auth_policy.first.id }
      }`;
    await space.apply(many('["a", "b"]'));
    expect(await space.planCode()).toBe(0);
    expect(actions(await space.planned(many('["b", "c"]')))).toMatchObject({
      'netfoundry_auth_policy.each["a"]': "delete",
      'netfoundry_auth_policy.each["b"]': "no-op",
      'netfoundry_auth_policy.each["c"]': "create",
    });
    space.configure(`${many("[netfoundry_auth_policy.another.id]")}\n${policy("another")}`);
    expect(await space.fail("plan", "-input=false")).toContain("Invalid for_each argument");
    space.configure("");
  });

  test("40 depends_on, moved and removed change nothing at the API", async () => {
    await space.apply(policy("one") + policy("two", "depends_on = [netfoundry_auth_policy.one]"));
    const { id } = space.stored("netfoundry_auth_policy.two") as { id: string };
    stage.gate.reset();
    await space.apply(
      `${policy("one")}
      resource "netfoundry_auth_policy" "renamed" { name = "two" }
      moved {
        from = netfoundry_auth_policy.two
        to   = netfoundry_auth_policy.renamed
      }`,
    );
    expect(space.stored("netfoundry_auth_policy.renamed")).toMatchObject({ id });
    await space.apply(
      `${policy("one")}
      removed {
        from = netfoundry_auth_policy.renamed
        lifecycle { destroy = false }
      }`,
    );
    expect(space.stored("netfoundry_auth_policy.renamed")).toBeUndefined();
    expect(stage.gate.writes).toEqual([]);
    await stage.administrator.edge("DELETE", `/auth-policies/${id}`);
  });

  test("40 -target touches only what it names, and -replace makes exactly that anew", async () => {
    space.configure(policy("one") + policy("two"));
    await space.apply(undefined, "-target=netfoundry_auth_policy.one");
    expect(space.stored("netfoundry_auth_policy.two")).toBeUndefined();
    await space.apply();
    const { id } = space.stored("netfoundry_auth_policy.one") as { id: string };
    const changes = await space.planned(undefined, "saved", "-replace=netfoundry_auth_policy.one");
    expect(actions(changes)).toMatchObject({
      "netfoundry_auth_policy.one": "delete,create",
      "netfoundry_auth_policy.two": "no-op",
    });
    await space.succeed("apply", "saved");
    expect(space.stored("netfoundry_auth_policy.one")?.id).not.toBe(id);
    expect(await space.planCode()).toBe(0);
  });

  test("40 create_before_destroy makes the new object first", async () => {
    const signer = (name: string) => `
      resource "netfoundry_jwt_signer" "it" {
        name          = "${name}"
        issuer        = "${name}"
        audience      = "a"
        jwks_endpoint = "https://example.com/keys"
        lifecycle {
          create_before_destroy = true
          replace_triggered_by  = [terraform_data.release]
        }
      }
      resource "terraform_data" "release" { input = "${name}" }`;
    await space.apply(signer("one"));
    stage.gate.reset();
    await space.apply(signer("two"));
    expect(stage.gate.writes.map((call) => call.split(" ")[0])).toEqual(["POST", "DELETE"]);
    expect(await space.planCode()).toBe(0);
  });

  test("40 ignore_changes leaves drift alone", async () => {
    const ignoring = (name: string) =>
      `resource "netfoundry_scim_integration" "it" {\n name = "${name}"\n lifecycle { ignore_changes = [name] }\n}`;
    await space.apply(ignoring("Mine"));
    const { id } = space.stored("netfoundry_scim_integration.it") as { id: string };
    await stage.administrator.gateway("PATCH", `/scim/v1/integrations/${id}`, { name: "Theirs" });
    expect(await space.planCode()).toBe(0);
    space.configure(ignoring("Mine again"));
    expect(await space.planCode()).toBe(0);
  });
});

describe("41 -refresh-only", () => {
  test("41 shows both of two attributes that drifted, and nothing else", async () => {
    await space.apply(
      `${policy("still")}
      resource "netfoundry_jwt_signer" "it" {
        name          = "Drifting"
        issuer        = "drifting"
        audience      = "before"
        jwks_endpoint = "https://example.com/keys"
      }`,
    );
    const { id } = space.stored("netfoundry_jwt_signer.it") as { id: string };
    const drift = { audience: "by hand", enabled: false };
    await stage.administrator.edge("PATCH", `/external-jwt-signers/${id}`, drift);
    const { words: shown } = await space.succeed("plan", "-input=false", "-refresh-only");
    expect(shown).toContain('~ audience = "before" -> "by hand"');
    expect(shown).toContain("~ enabled = true -> false");
    expect(shown.match(/ ~ /g)).toHaveLength(3);
    expect(shown).not.toContain("netfoundry_auth_policy.still has changed");
    await space.apply(undefined, "-refresh-only");
    expect(space.stored("netfoundry_jwt_signer.it")).toMatchObject(drift);
    const { before, after } = changeOf(await space.planned(), "netfoundry_jwt_signer.it");
    expect([before, after]).toMatchObject([drift, { audience: "before", enabled: true }]);
  });

  test("41 without drift it has nothing to show", async () => {
    await space.apply(policy("still"));
    expect((await space.succeed("plan", "-input=false", "-refresh-only")).words).toContain("No changes");
  });
});

describe("42 terraform test", () => {
  const TESTED = `
    variable "name" { type = string }
    resource "netfoundry_scim_integration" "it" { name = var.name }
    resource "netfoundry_scim_token" "it" { integration_id = netfoundry_scim_integration.it.id }
    output "url" { value = netfoundry_scim_integration.it.integration_url }`;
  const RUN = `
    run "it" {
      variables { name = "Tested" }
      assert {
        condition     = netfoundry_scim_integration.it.name == "Tested" && output.url != ""
        error_message = "not as configured"
      }
    }`;

  async function test42(file: string): Promise<string> {
    space.configure(TESTED);
    mkdirSync(join(space.root, "tests"), { recursive: true });
    writeFileSync(join(space.root, "tests/it.tftest.hcl"), file);
    const { words: output } = await space.succeed("test");
    // The folder is also destroyed after the test, without the variable.
    space.configure("");
    return output;
  }

  test("42 runs with a mocked provider, without a call", async () => {
    expect(await test42(`mock_provider "netfoundry" {}\n${RUN}`)).toContain("1 passed, 0 failed");
    expect(stage.gate.calls).toEqual([]);
  });

  test("42 runs with the real provider, and cleans up", async () => {
    expect(await test42(RUN)).toContain("1 passed, 0 failed");
    const made = stage.gate.writes.map((call) => call.split(" ")[0]);
    expect(made).toEqual(["POST", "POST", "DELETE", "DELETE"]);
  });
});
