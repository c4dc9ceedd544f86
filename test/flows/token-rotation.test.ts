import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Administrator } from "../support/administrator";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const TOKEN = "netfoundry_scim_token.it";

const configuration = (name: string, slot: string) => `
resource "netfoundry_scim_integration" "it" {
  name = "${name}"
}
resource "netfoundry_scim_token" "it" {
  integration_id = netfoundry_scim_integration.it.id
  ${slot}
}`;
const triggered = (release: string) => `rotation_triggers = { release = "${release}" }`;

interface Slot {
  readonly integration_id: string;
  readonly token_id: string;
  readonly token: string | null;
  readonly generation: number;
  readonly status: string;
  readonly previous_token_id: string | null;
  readonly previous_expires_at: string | null;
  readonly created_at: string;
}

async function slotOf(space: TerraformFolder): Promise<Slot> {
  const state = space.stored(TOKEN);
  if (state === undefined) throw new Error("there is no slot in the state");
  return state as unknown as Slot;
}

/** The status of a push with that token. */
async function push(stage: Stage, { integration_id }: Slot, token: string | null): Promise<number> {
  const url = `${stage.gate.url}/scim/v2/${integration_id}/Users?count=0`;
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
}

const tokensOf = async (admin: Administrator, { integration_id }: Slot) => {
  const path = `/scim/v1/integrations/${integration_id}/tokens`;
  return (await admin.gateway<{ tokens: { id: string; state: string }[] }>("GET", path)).tokens;
};

const revoke = (admin: Administrator, { integration_id }: Slot, tokenId: string | null) =>
  admin.gateway("DELETE", `/scim/v1/integrations/${integration_id}/tokens/${tokenId}`);

describe("on a server that allows an overlap of one day", () => {
  const stage = new Stage();
  let admin: Administrator;
  beforeAll(async () => {
    await stage.open({ maxTokenOverlapSeconds: 86_400 });
    admin = stage.administrator;
  });
  afterEach(() => stage.gate.reset());
  afterAll(() => stage.close());

  /** The server mints the next token, and the answer does not arrive. */
  const loseNextToken = () =>
    stage.gate.rewrite((text, { method, url }) =>
      method === "POST" && url.endsWith("/tokens") ? null : text,
    );

  it("SCIM works during a rotation, and the plan is empty after the overlap", async () => {
    const both = (release: string) => configuration("Overlapping", `overlap = "4h"\n ${triggered(release)}`);
    const space = stage.space().configure(both("1"));
    await space.apply();
    const first = await slotOf(space);
    expect(first).toMatchObject({ previous_token_id: null, previous_expires_at: null });

    const { output, words } = await space.apply(both("2"));
    expect(words).toContain("The old token stays valid for 4h after that");
    expect(output).not.toContain("SCIM stops");
    const second = await slotOf(space);
    expect(second).toMatchObject({ generation: 2, previous_token_id: first.token_id });
    expect(Date.parse(String(second.previous_expires_at)) - Date.parse(second.created_at)).toBe(
      4 * 3_600_000,
    );
    expect([await push(stage, second, first.token), await push(stage, second, second.token)]).toEqual([
      200, 200,
    ]);
    expect(await space.planCode()).toBe(0);

    await revoke(admin, second, first.token_id);
    expect(await space.planCode()).toBe(0);
    await space.succeed("apply", "-refresh-only", "-auto-approve", "-input=false");
    expect(await slotOf(space)).toMatchObject({ previous_token_id: null, previous_expires_at: null });
    expect(await space.planCode()).toBe(0);
  });

  it("destroying the slot revokes both tokens", async () => {
    const both = (release: string) => configuration("Ended", `overlap = "4h"\n ${triggered(release)}`);
    const space = stage.space().configure(both("1"));
    await space.apply();
    await space.apply(both("2"));
    const slot = await slotOf(space);
    await space.destroy(`-target=${TOKEN}`);
    expect((await tokensOf(admin, slot)).map(({ state }) => state)).toEqual(["revoked", "revoked"]);
    await space.destroy();
  });

  it("the plan refuses a longer overlap", async () => {
    const space = stage.space().configure(configuration("Too long", triggered("1")));
    await space.apply();
    const error = await space
      .configure(configuration("Too long", 'overlap = "48h"'))
      .fail("plan", "-input=false");
    expect(error).toContain('"Too long" cannot stay valid for 48h');
    expect(error).toContain("This server offers 24h at most");
  });

  it("a rotation with a lost answer is repeated by the next run, not done twice", async () => {
    const both = (release: string) => configuration("Lost", `overlap = "4h"\n ${triggered(release)}`);
    const space = stage.space().configure(both("1"));
    await space.apply();
    const first = await slotOf(space);
    loseNextToken();
    await space.configure(both("2")).failApply();
    stage.gate.reset();
    expect(await tokensOf(admin, first)).toHaveLength(2);
    await space.apply();
    const second = await slotOf(space);
    expect(second).toMatchObject({ generation: 2, status: "live", previous_token_id: first.token_id });
    expect((await tokensOf(admin, second)).map(({ id }) => id)).toEqual([second.token_id, first.token_id]);
    expect(await push(stage, second, second.token)).toBe(200);
    expect(await push(stage, second, first.token)).toBe(200);
  });
});

describe("on a server that ends a replaced token at once, as NetFoundry does", () => {
  const stage = new Stage();
  let admin: Administrator;
  beforeAll(async () => {
    await stage.open();
    admin = stage.administrator;
  });
  afterAll(() => stage.close());

  it("the plan refuses an overlap, also for an integration that is new in the same plan", async () => {
    const space = stage.space().configure(configuration("None", 'overlap = "4h"'));
    const fresh = await space.fail("plan", "-input=false");
    expect(fresh).toContain('a new SCIM integration in the network "netfoundry-scim" cannot stay valid');
    expect(fresh).toContain("This server offers no overlap");
    await space.apply(configuration("None", ""));
    const later = await space.configure(configuration("None", 'overlap = "4h"')).fail("plan", "-input=false");
    expect(later).toContain('the SCIM integration "None" cannot stay valid for 4h');
    await space.apply(configuration("None", ""));
    expect(await space.planCode()).toBe(0);
  });

  it("the plan warns where the network does not say how long an overlap may be", async () => {
    stage.gate.rewrite((text) => text.replace(/,"maxTokenOverlapSeconds":0(?=})/g, ""));
    const space = stage.space().configure(configuration("Unknown", 'overlap = "4h"'));
    const { words } = await space.succeed("plan", "-input=false");
    expect(words).toContain("It is not known whether the server offers the overlap");
    const late = await space.failApply();
    expect(late).toContain("This server offers no overlap");
    expect(space.stored("netfoundry_scim_integration.it")).toBeDefined();
    stage.gate.reset();
  });

  it("a token that never ends can be asked for, with a warning", async () => {
    const space = stage.space();
    const { words } = await space.apply(configuration("Endless", 'lifetime = "never"'));
    expect(words).toContain("The next auth token never ends");
    expect(space.stored(TOKEN)).toMatchObject({ expires_at: null, rotate_after: null, status: "live" });
    const again = await space.plan();
    expect([again.code, again.words]).toEqual([0, expect.not.stringContaining("never ends")]);
    const both = configuration("Endless", 'lifetime = "never"\n rotate_before = "30d"');
    expect(await space.configure(both).fail("plan", "-input=false")).toContain(
      "rotate_before does not go with a token that never ends",
    );
  });

  const mint = ({ integration_id }: Slot) =>
    admin.gateway<{ id: string }>("POST", `/scim/v1/integrations/${integration_id}/tokens`, {});

  it("a token minted elsewhere is kept, replaced or adopted, as on_external_rotation says", async () => {
    const space = stage.space().configure(configuration("Shared", ""));
    await space.apply();
    const first = await slotOf(space);
    const theirs = await mint(first);
    const warned = await space.succeed("plan", "-input=false");
    expect(warned.words).toContain("Another token is the live one");
    expect(warned.output).toContain("No changes.");

    const rotated = await space.apply(configuration("Shared", 'on_external_rotation = "rotate"'));
    expect(rotated.words).toContain("another token took its place");
    const second = await slotOf(space);
    expect(second).toMatchObject({ generation: 2, status: "live" });
    expect((await tokensOf(admin, second)).find(({ id }) => id === theirs.id)?.state).toBe("superseded");

    await space.apply(configuration("Shared", 'on_external_rotation = "adopt"'));
    const adopted = await mint(second);
    const plan = await space.succeed("plan", "-input=false");
    expect(plan.output).toContain("No changes.");
    expect(plan.words).toContain("was replaced outside Terraform");
    await space.succeed("apply", "-refresh-only", "-auto-approve", "-input=false");
    expect(await slotOf(space)).toMatchObject({
      token_id: adopted.id,
      token: null,
      status: "live",
      generation: 2,
    });
    await space.apply(configuration("Shared", `on_external_rotation = "adopt"\n ${triggered("1")}`));
    expect(await slotOf(space)).toMatchObject({ token_id: adopted.id, generation: 2 });
    expect(await space.planCode()).toBe(0);
  });

  it("a saved rotation does not end a token that a person minted meanwhile", async () => {
    const space = stage.space().configure(configuration("Saved", triggered("1")));
    await space.apply();
    await space.planned(configuration("Saved", triggered("2")));
    const before = await slotOf(space);
    const theirs = await mint(before);
    const error = await space.fail("apply", "saved");
    expect(error).toContain("Another auth token was minted since the plan was made");
    expect(error).toContain(`"Saved" (${before.integration_id}) has the live token ${theirs.id}`);
    expect(await slotOf(space)).toEqual(before);
    expect((await tokensOf(admin, before)).find(({ id }) => id === theirs.id)?.state).toBe("live");
    const { words } = await space.apply();
    expect(words).toContain("An auth token minted outside its slot will be rotated");
    expect(await slotOf(space)).toMatchObject({ generation: 2, status: "live" });
  });

  it("a rotate_before that is due when it is added rotates in that apply, and a refresh changes no state", async () => {
    const space = stage.space().configure(configuration("Due", 'lifetime = "1h"'));
    await space.apply();
    await space.apply(undefined, "-refresh-only");
    const refreshed = readFileSync(space.stateFile, "utf8");
    await space.apply(undefined, "-refresh-only");
    expect(readFileSync(space.stateFile, "utf8")).toBe(refreshed);
    // The token is made older, because the test does not wait.
    const state = JSON.parse(readFileSync(space.stateFile, "utf8"));
    const slot = state.resources.find(({ type }: { type: string }) => type === "netfoundry_scim_token");
    slot.instances[0].attributes.created_at = new Date(Date.now() - 11 * 3_600_000).toISOString();
    state.serial += 1;
    writeFileSync(space.stateFile, JSON.stringify(state));
    const { words } = await space.apply(configuration("Due", 'lifetime = "12h"\n rotate_before = "2h"'));
    expect(words).toContain("this happens because rotate_before says that it is time");
    expect(await slotOf(space)).toMatchObject({ generation: 2, status: "live" });
    expect(await space.planCode()).toBe(0);
  });

  it("a state of an earlier provider version reads as before", async () => {
    const space = stage.space().configure(configuration("Earlier", triggered("1")));
    await space.apply();
    const file = join(space.root, "terraform.tfstate");
    const state = JSON.parse(readFileSync(file, "utf8"));
    for (const { type, instances } of state.resources) {
      if (type !== "netfoundry_scim_token") continue;
      expect(instances[0].schema_version).toBe(2);
      instances[0].schema_version = 1;
      const { network_id, overlap, on_external_rotation, previous_token_id, previous_expires_at, ...before } =
        instances[0].attributes;
      instances[0].attributes = before;
    }
    state.serial += 1;
    writeFileSync(file, JSON.stringify(state));
    expect(await space.planCode()).toBe(0);
    await space.apply(configuration("Earlier", triggered("2")));
    expect(await slotOf(space)).toMatchObject({ generation: 2 });
  });
});
