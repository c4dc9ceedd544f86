/** Rotation in the course of time, through terraform. The clocks of provider and server move. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/client/system-clock";
import { ecKeys } from "../support/key-pairs";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;
const TOKEN = "netfoundry_scim_token.it";
const SEALING_KEY = ecKeys("P-256").publicKey;
const slot = (name: string, more: string) => `
resource "netfoundry_scim_integration" "it" { name = "${name}" }
resource "netfoundry_scim_token" "it" {
  integration_id = netfoundry_scim_integration.it.id
  ${more}
}`;
const TIMED = 'lifetime = "30m"\n rotate_before = "20m"';
const triggered = (release: string) => `rotation_triggers = { release = "${release}" }`;

/** How far the clocks are ahead. */
let ahead = 0;
const stage = new Stage();
beforeAll(async () => {
  jest.spyOn(systemClock, "now").mockImplementation(() => Date.now() + ahead);
  await stage.open({ clock: () => new Date(Date.now() + ahead) });
});
afterEach(() => stage.gate.reset());
afterAll(async () => {
  await stage.close();
  jest.restoreAllMocks();
});

const generation = (space: TerraformFolder) => space.stored(TOKEN)?.generation;

it("the causes of a rotation are named in their order", async () => {
  const space = stage.space();
  await space.apply(slot("Causes", `${TIMED}\n ${triggered("1")}`));
  const cause = async (more: string) =>
    /this happens because (.*?)\./.exec((await space.configure(slot("Causes", more)).plan()).words)?.[1];
  ahead += 11 * MINUTE_MS;
  expect(await cause(`${TIMED}\n ${triggered("2")}`)).toBe("rotation_triggers changed");
  expect(await cause(`${TIMED}\n ${triggered("1")}`)).toBe("rotate_before says that it is time");
  ahead += 20 * MINUTE_MS;
  expect(await cause(`${TIMED}\n ${triggered("2")}`)).toBe("rotation_triggers changed");
  expect(await cause(`${TIMED}\n ${triggered("1")}`)).toBe("the token has expired");
  await space.apply();
  expect([generation(space), await space.planCode()]).toEqual([2, 0]);
});

it("a plan saved before the threshold does not rotate after it, one saved after it does", async () => {
  const space = stage.space();
  await space.apply(slot("Saved", TIMED));
  await space.planned(slot("Saved", `${TIMED}\n description = "for Okta"`), "before");
  ahead += 11 * MINUTE_MS;
  await space.succeed("apply", "-input=false", "before");
  expect(generation(space)).toBe(1);
  await space.planned(undefined, "after");
  await space.succeed("apply", "-input=false", "after");
  expect(generation(space)).toBe(2);
});

it("without a refresh the last look decides", async () => {
  const space = stage.space();
  await space.apply(slot("Unrefreshed", TIMED));
  ahead += 11 * MINUTE_MS;
  expect(await space.planCode("-refresh=false")).toBe(0);
  await space.succeed("apply", "-refresh-only", "-auto-approve", "-input=false");
  expect(await space.planCode("-refresh=false")).toBe(2);
  await space.apply(undefined, "-refresh=false");
  expect([generation(space), await space.planCode("-refresh=false")]).toEqual([2, 0]);
});

it.each(["none", "sealed"])(
  "with storage = %s the token is in no file of terraform and in no output",
  async (storage) => {
    const tokens: string[] = [];
    stage.gate.rewrite((text, { method, url }) => {
      if (method === "POST" && url.endsWith("/tokens")) tokens.push(JSON.parse(text).token);
      return text;
    });
    const kept = (release: string) =>
      slot(
        `Nowhere but ${storage}`,
        `storage = "${storage}"
       sealing_public_key = <<-PEM\n${SEALING_KEY}PEM
       ${triggered(release)}`,
      );
    const space = stage.space();
    const runs = [await space.apply(kept("1"))];
    await space.planned(kept("2"), "saved");
    runs.push(await space.succeed("show", "-json", "saved"));
    runs.push(await space.succeed("apply", "-input=false", "saved"));
    runs.push(await space.succeed("show", "-json"), await space.succeed("state", "pull"));
    const files = ["terraform.tfstate", "terraform.tfstate.backup", "saved"];
    const all = [
      ...files.map((file) => readFileSync(join(space.root, file), "latin1")),
      ...runs.map(({ output }) => output),
    ];
    expect(tokens).toHaveLength(2);
    for (const token of tokens) for (const text of all) expect(text).not.toContain(token);
  },
);

it("a token that ends soon is warned of, unless rotate_before rotates it in time", async () => {
  const space = stage.space();
  await space.apply(slot("Soon", 'lifetime = "31d"'));
  expect((await space.plan()).words).not.toContain("expiry_warning");
  ahead += 18 * 24 * 60 * MINUTE_MS;
  const warned = await space.plan();
  expect([warned.code, warned.words]).toEqual([0, expect.stringContaining("expiry_warning")]);
  await space.apply(slot("Soon", 'lifetime = "31d"\n rotate_before = "1d"'));
  expect((await space.plan()).words).not.toContain("expiry_warning");
});
