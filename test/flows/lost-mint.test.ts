import type { Received } from "../support/fake-api/loopback";
import { ClockedStage } from "../support/moved-clock/clocked-stage";
import type { TerraformFolder } from "../support/terraform-folder";
import { push, slotOf, tokensOf, triggered } from "./support/slots";

jest.setTimeout(120_000);

const TOKEN = "netfoundry_scim_token.it";
const APPLY = ["apply", "-auto-approve", "-input=false"] as const;

const integration = (name: string) => `resource "netfoundry_scim_integration" "it" { name = "${name}" }`;
const slot = (name: string, more = "") => `${integration(name)}
resource "netfoundry_scim_token" "it" {
  integration_id = netfoundry_scim_integration.it.id
  ${more}
}`;

const stage = new ClockedStage();
beforeAll(() => stage.open({ maxTokenOverlapSeconds: 86_400 }));
afterEach(() => stage.gate.reset());
afterAll(() => stage.close());

const isMint = ({ method, url }: Received) => method === "POST" && url.endsWith("/tokens");

/** Applies. The server mints the token, and the connection closes within the answer. */
async function closeAfterMint(space: TerraformFolder): Promise<void> {
  stage.gate.rewrite((text, request) => (isMint(request) ? null : text));
  await space.failApply();
  stage.gate.reset();
}

/** The tokens of the integration in the state, newest first. */
function minted(space: TerraformFolder) {
  const { id } = space.stored("netfoundry_scim_integration.it") ?? {};
  return tokensOf(stage, { integration_id: String(id) });
}

/** The status of a push with the token in the state. */
function pushed(space: TerraformFolder): Promise<number> {
  return push(stage, slotOf(space), slotOf(space).token);
}

/** Applies, and kills terraform once the server has minted the token. */
async function killAfterMint(space: TerraformFolder): Promise<void> {
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const isMinted = new Promise<void>((reached) => {
    stage.gate.rewrite(async (text, request) => {
      if (!isMint(request)) return text;
      reached();
      await held;
      return text;
    });
  });
  const { child, ended } = space.start([...APPLY]);
  await Promise.race([isMinted, ended.then(({ output }) => Promise.reject(new Error(output)))]);
  child.kill("SIGKILL");
  await ended;
  release();
  stage.gate.reset();
}

/** Loses the answer to the next mint in one of the two ways. */
const WAYS: readonly [string, (space: TerraformFolder) => Promise<unknown>][] = [
  ["the connection closes after the server minted", closeAfterMint],
  ["kill -9 comes after the server minted", killAfterMint],
];

describe.each(WAYS)("when %s", (way, lose) => {
  it("a create mints no second token: the next run gets the same one", async () => {
    const name = `Create: ${way}`;
    const space = stage.space();
    await space.apply(integration(name));
    await lose(space.configure(slot(name)));
    expect(space.stored(TOKEN)).toBeUndefined();
    const [lost] = await minted(space);
    const { words } = await space.apply();
    expect(words).toContain("A second slot may have the same auth token");
    expect(slotOf(space)).toMatchObject({ token_id: lost?.id, generation: 1, status: "live" });
    expect([(await minted(space)).length, await pushed(space)]).toEqual([1, 200]);
    expect(await space.planCode()).toBe(0);
  });

  it("a rotation by rotate_before is due at the next run, which gets the token", async () => {
    const name = `Due: ${way}`;
    const space = stage.space();
    await space.apply(slot(name, 'lifetime = "30m"\n rotate_before = "20m"'));
    const first = slotOf(space);
    stage.forward(11);
    await lose(space);
    expect(slotOf(space).token_id).toBe(first.token_id);
    expect(await pushed(space)).toBe(401);

    const plan = await space.plan();
    expect([plan.code, plan.words]).toEqual([2, expect.stringContaining("and the answer was lost")]);
    const { words } = await space.apply();
    expect(words).not.toContain("A second slot");
    const states = (await minted(space)).map(({ id, state }) => [id, state]);
    expect(states).toEqual([
      [slotOf(space).token_id, "live"],
      [first.token_id, "superseded"],
    ]);
    expect([slotOf(space).generation, await pushed(space)]).toEqual([2, 200]);
    expect(await space.planCode()).toBe(0);
  });
});

it("a day later a lost mint shows as superseded, and the plan leaves it", async () => {
  const space = stage.space();
  await space.apply(slot("A day later", triggered("1")));
  await closeAfterMint(space.configure(slot("A day later", triggered("2"))));
  stage.forward(24 * 60);
  space.configure(slot("A day later", triggered("1")));
  const { words } = await space.succeed("plan", "-input=false");
  expect(words).toContain("or an earlier run did and got no answer");
  expect(words).toContain("No changes.");
});

it("a slot that is destroyed and made again within a day gets a token that works", async () => {
  const space = stage.space();
  await space.apply(slot("Again"));
  const first = slotOf(space);
  await space.apply(integration("Again"));
  expect((await minted(space)).map(({ state }) => state)).toEqual(["revoked"]);
  await space.apply(slot("Again"));
  expect(slotOf(space)).toMatchObject({ generation: 1, status: "live" });
  expect([slotOf(space).token_id === first.token_id, await pushed(space)]).toEqual([false, 200]);
});

it("two slots on one integration get one token, and a warning says so", async () => {
  const second = `
resource "netfoundry_scim_token" "second" {
  integration_id = netfoundry_scim_integration.it.id
  depends_on     = [netfoundry_scim_token.it]
}`;
  const space = stage.space();
  const { words } = await space.apply(slot("Two slots") + second);
  expect(words).toContain("A second slot may have the same auth token");
  expect(words).toContain("Use one slot per integration");
  expect(await minted(space)).toHaveLength(1);
});

it("a rotation with an overlap and a lost answer is repeated by the next run, not done twice", async () => {
  const both = (release: string) => slot("Overlap", `overlap = "4h"\n ${triggered(release)}`);
  const space = stage.space();
  await space.apply(both("1"));
  const first = slotOf(space);
  await closeAfterMint(space.configure(both("2")));
  expect(await minted(space)).toHaveLength(2);
  await space.apply();
  const second = slotOf(space);
  expect(second).toMatchObject({ generation: 2, status: "live", previous_token_id: first.token_id });
  expect((await minted(space)).map(({ id }) => id)).toEqual([second.token_id, first.token_id]);
  expect([await pushed(space), await push(stage, second, first.token)]).toEqual([200, 200]);
});
