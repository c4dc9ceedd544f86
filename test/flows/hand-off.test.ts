/** The documented way of a token to a secret store: an ephemeral value for a write-only argument. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type KeyPair, rsaKeys, x25519Keys } from "../support/key-pairs";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";
import { SecretStore } from "./support/secret-store";

jest.setTimeout(120_000);

const EXAMPLE = readFileSync(
  resolve(__dirname, "../../examples/ephemeral-resources/netfoundry_scim_token_value/ephemeral-resource.tf"),
  "utf8",
);
const SLOT = "netfoundry_scim_token.okta";

const stage = new Stage();
const store = new SecretStore();
beforeAll(async () => {
  await store.open();
  await stage.open();
});
beforeEach(() => {
  store.isDown = false;
});
afterAll(async () => {
  await stage.close();
  await store.close();
});

/** The example of the documentation, with a store, and with triggers to rotate by. */
function configuration(name: string, storage: "sealed" | "none", release: string): string {
  const example = EXAMPLE.replace('name = "Okta"', `name = "${name}"`).replace(
    /rotate_before +=.*/,
    `rotation_triggers = { release = "${release}" }`,
  );
  const slot =
    storage === "sealed"
      ? example
      : example
          .replace('"sealed"', '"none"')
          .replace(/^ +(sealing_public_key|token_sealed|private_key) +=.*\n/gm, "");
  return `${slot}
    resource "store_secret" "it" {
      name              = "${name}"
      secret_wo         = local.scim_token
      secret_wo_version = local.scim_token_version
    }`;
}

function space(keys: KeyPair = rsaKeys()): TerraformFolder {
  const folder = stage.space("", {
    requires: 'store = { source = "example/store" }',
    reattach: store.reattach,
  });
  give(folder, keys);
  return folder;
}

function give({ root }: TerraformFolder, { publicKey, privateKey }: KeyPair): void {
  const values = { sealing_public_key: publicKey, sealing_private_key: privateKey };
  writeFileSync(join(root, "terraform.tfvars.json"), JSON.stringify(values));
}

/** The status of a push with the token that the store has. */
async function push(folder: TerraformFolder, name: string): Promise<number> {
  const url = `${stage.gate.url}/scim/v2/${folder.stored(SLOT)?.integration_id}/Users?count=0`;
  return (await fetch(url, { headers: { authorization: `Bearer ${store.secrets.get(name)}` } })).status;
}

describe.each(["sealed", "none"] as const)('with storage = "%s"', (storage) => {
  const name = `Kept ${storage}`;
  let folder: TerraformFolder;
  beforeAll(() => {
    folder = space();
  });

  it("the apply that mints hands the token over, and no state holds it", async () => {
    await folder.apply(configuration(name, storage, "1"));
    expect(await push(folder, name)).toBe(200);
    expect(readFileSync(folder.stateFile, "utf8")).not.toContain(store.secrets.get(name));
  });

  it("every run after that works and leaves the store alone", async () => {
    const before = store.secrets.get(name);
    expect(await folder.planCode()).toBe(0);
    expect(await folder.planCode("-refresh=false")).toBe(0);
    await folder.apply();
    expect(store.secrets.get(name)).toBe(before);
  });

  it("a rotation hands the new token over in the same apply", async () => {
    const before = store.secrets.get(name);
    await folder.apply(configuration(name, storage, "2"));
    expect(store.secrets.get(name)).not.toBe(before);
    expect(await push(folder, name)).toBe(200);
    expect(await folder.planCode()).toBe(0);
  });

  it("a destroy works", async () => {
    await folder.destroy();
    expect(store.secrets.get(name)).toBeUndefined();
  });
});

describe("a store that is down in the apply that mints", () => {
  const UNUSED = "Nobody has used an auth token that is stored nowhere";

  it("gets a sealed token from the next run", async () => {
    const folder = space();
    store.isDown = true;
    await folder.failApply(configuration("Down sealed", "sealed", "1"));
    store.isDown = false;
    const { words } = await folder.apply();
    expect(words).not.toContain(UNUSED);
    expect(await push(folder, "Down sealed")).toBe(200);
    await folder.destroy();
  });

  it("cannot get one that is stored nowhere, and the plan says so until somebody uses the token", async () => {
    const folder = space();
    store.isDown = true;
    await folder.failApply(configuration("Down none", "none", "1"));
    store.isDown = false;
    const { words } = await folder.plan();
    expect(words).toContain(UNUSED);
    expect(words).toMatch(
      /SCIM integration "Down none" \(\S+\), token \S+: .*rotate the token: change rotation/,
    );
    await folder.apply(configuration("Down none", "none", "2"));
    expect(await push(folder, "Down none")).toBe(200);
    expect((await folder.plan()).words).not.toContain(UNUSED);
    await folder.destroy();
  });
});

it("a changed pair of keys stops no plan, and holds from the next rotation on", async () => {
  const folder = space();
  await folder.apply(configuration("New keys", "sealed", "1"));
  const before = store.secrets.get("New keys");
  give(folder, x25519Keys());
  const { words, code } = await folder.plan();
  expect(code).toBe(2);
  expect(words).toContain("A sealed auth token cannot be opened with this key");
  expect(words).toContain("An auth token stays sealed for the former key");
  await folder.apply();
  expect(store.secrets.get("New keys")).toBe(before);
  await folder.apply(configuration("New keys", "sealed", "2"));
  expect(await push(folder, "New keys")).toBe(200);
  const after = await folder.plan();
  expect([after.code, after.words.includes("cannot be opened")]).toEqual([0, false]);
  await folder.destroy();
});
