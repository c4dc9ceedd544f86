/** Contract checklist, "Import": lines 30 and 31. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";
import { EVERYTHING } from "./support/everything";

jest.setTimeout(60_000);

const stage = new Stage();
/** Owns the objects; the tests import them into folders of their own. */
let owner: TerraformFolder;

beforeAll(async () => {
  await stage.open();
  owner = stage.space();
  await owner.apply(EVERYTHING);
  await owner.apply(undefined, "-refresh-only");
});
afterEach(() => stage.gate.reset());
afterAll(() => stage.close());

const idOf = (address: string) => String(owner.stored(address)?.id);

/** Type, the ways to say which object is meant, and what an import cannot know. */
const FORMS: readonly [string, string, readonly string[]][] = [
  ["netfoundry_scim_integration", "name:Entra ID", ["identities_on_destroy"]],
  ["netfoundry_scim_mapping", "name:Entra ID", ["reset_on_destroy"]],
  [
    "netfoundry_scim_token",
    "name:Entra ID",
    [
      "token",
      "fingerprint",
      "lifetime",
      "rotation_triggers",
      "rotate_before",
      "rotate_after",
      "revoke_on_destroy",
    ],
  ],
  ["netfoundry_auth_policy", "name:Staff", ["tags"]],
  ["netfoundry_jwt_signer", "name:Entra ID", ["tags"]],
];

test.each(FORMS)("30 %s is imported by id and by name alike", async (type, byName, unknowable) => {
  const address = `${type}.it`;
  const known = { ...owner.stored(address) };
  for (const name of unknowable) delete known[name];
  for (const id of [idOf(address), byName]) {
    const space = stage.space().configure(EVERYTHING);
    await space.succeed("import", "-input=false", address, id);
    expect(space.stored(address)).toMatchObject(known);
  }
});

test("30 after the import of everything the plan changes nothing but what only the configuration knows", async () => {
  const space = stage.space().configure(EVERYTHING);
  const imports = [...FORMS.map(([type]) => `${type}.it`), "netfoundry_jwt_signer.pinned"];
  for (const address of imports) await space.succeed("import", "-input=false", address, idOf(address));
  const changes = await space.planned();
  const changed = changes.filter(({ change }) => change.actions[0] !== "no-op");
  for (const { type, change } of changed) {
    const [, , unknowable] = FORMS.find(([name]) => name === type) ?? ["", "", []];
    const differing = Object.keys(change.after ?? {}).filter(
      (name) => JSON.stringify(change.after?.[name]) !== JSON.stringify(change.before?.[name]),
    );
    expect([type, change.actions]).toEqual([type, ["update"]]);
    expect(differing.filter((name) => !unknowable.includes(name) && name !== "rotation_due")).toEqual([]);
  }
  expect(changed.map(({ type }) => type).sort()).toEqual([
    "netfoundry_scim_integration",
    "netfoundry_scim_mapping",
    "netfoundry_scim_token",
  ]);
  stage.gate.reset();
  await space.succeed("apply", "saved");
  expect(stage.gate.writes).toEqual([]);
  expect(await space.planCode()).toBe(0);
});

test("30 the command and the block import the same", async () => {
  const byCommand = stage.space().configure(EVERYTHING);
  await byCommand.succeed("import", "-input=false", "netfoundry_auth_policy.it", "name:Staff");
  const policy = /resource "netfoundry_auth_policy"[\s\S]*?\n}\n/.exec(EVERYTHING)?.[0] ?? "";
  const literal = policy
    .replace("netfoundry_jwt_signer.it.id", `"${idOf("netfoundry_jwt_signer.it")}"`)
    .replaceAll("netfoundry_jwt_signer.pinned.id", `"${idOf("netfoundry_jwt_signer.pinned")}"`);
  const byBlock = stage.space();
  const { words: output } = await byBlock.apply(
    `${literal}\nimport {\n to = netfoundry_auth_policy.it\n id = "name:Staff"\n}`,
  );
  expect(output).toContain("1 imported, 0 added, 0 changed, 0 destroyed");
  expect(byBlock.stored("netfoundry_auth_policy.it")).toEqual(byCommand.stored("netfoundry_auth_policy.it"));
});

test.each(FORMS)("30 %s that does not exist is a clear error", async (type) => {
  const space = stage.space().configure(EVERYTHING);
  const nowhere = "6a2f41a3-c54c-4e01-9d3a-2f8a1f0f9a11";
  const byId = await space.fail("import", "-input=false", `${type}.it`, nowhere);
  expect(byId).toMatch(/Cannot import non-existent remote object|does not exist|not found/i);
  const byName = await space.fail("import", "-input=false", `${type}.it`, "name:Nobody");
  expect(byName).toContain('is named "Nobody"');
  expect(existsSync(join(space.root, "terraform.tfstate"))).toBe(false);
});

test("30 a name that two objects have is an error that lists both ids", async () => {
  const one = idOf("netfoundry_scim_integration.it");
  const other = "6a2f41a3-c54c-4e01-9d3a-2f8a1f0f9a11";
  stage.gate.rewrite((text, { method, url }) => {
    if (method !== "GET" || !url.startsWith("/scim/v1/integrations?")) return text;
    const list = JSON.parse(text);
    const [found] = list._embedded.integrationList;
    list._embedded.integrationList = [found, { ...found, id: other }];
    list.page.totalElements = 2;
    return JSON.stringify(list);
  });
  const space = stage.space().configure(EVERYTHING);
  const error = await space.fail("import", "-input=false", "netfoundry_scim_integration.it", "name:Entra ID");
  expect(error).toContain(one);
  expect(error).toContain(other);
});

test("31 the configuration that terraform generates from an import plans no change", async () => {
  const addresses = [...FORMS.map(([type]) => `${type}.it`), "netfoundry_jwt_signer.pinned"];
  const blocks = addresses.map((address) => `import {\n to = ${address}\n id = "${idOf(address)}"\n}`);
  const space = stage.space().configure(blocks.join("\n"));
  const { words: plan } = await space.succeed("plan", "-input=false", "-generate-config-out=generated.tf");
  expect(plan).toContain("6 to import, 0 to add, 0 to change, 0 to destroy");
  const generated = readFileSync(join(space.root, "generated.tf"), "utf8");
  expect(generated).not.toMatch(/\b(integration_url|token_id|cert_fingerprint)\b/);
  await space.apply();
  expect(await space.planCode()).toBe(0);
  rmSync(join(space.root, "terraform.tfstate"));
});
