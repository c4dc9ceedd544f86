import { readFileSync } from "node:fs";
import { systemClock } from "../../src/client/system-clock";
import type { Received } from "../support/fake-api/loopback";
import { ecKeys } from "../support/key-pairs";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const TOKEN = "netfoundry_scim_token.it";
const SEALING_KEY = ecKeys("P-256").publicKey;
const APPLY = ["apply", "-auto-approve", "-input=false"] as const;

const integration = (name: string) => `resource "netfoundry_scim_integration" "it" { name = "${name}" }`;
const slot = (name: string, more = "") => `${integration(name)}
resource "netfoundry_scim_token" "it" {
  integration_id = netfoundry_scim_integration.it.id
  ${more}
}`;

/** How far the clocks of provider and server are ahead. */
let ahead = 0;
const stage = new Stage();
beforeAll(async () => {
  jest.spyOn(systemClock, "now").mockImplementation(() => Date.now() + ahead);
  await stage.open({ maxTokenOverlapSeconds: 86_400, clock: () => new Date(Date.now() + ahead) });
});
afterEach(() => stage.gate.reset());
afterAll(async () => {
  await stage.close();
  jest.restoreAllMocks();
});

interface Stored {
  readonly integration_id: string;
  readonly token_id: string;
  readonly token: string | null;
  readonly generation: number;
  readonly status: string;
}
const stored = (space: TerraformFolder) => space.stored(TOKEN) as unknown as Stored;

const isMint = ({ method, url }: Received) => method === "POST" && url.endsWith("/tokens");

/** Applies. The server mints the token, and the connection closes within the answer. */
async function closeAfterMint(space: TerraformFolder): Promise<void> {
  stage.gate.rewrite((text, request) => (isMint(request) ? null : text));
  await space.failApply();
  stage.gate.reset();
}

async function tokensOf(space: TerraformFolder): Promise<{ id: string; state: string }[]> {
  const { id } = space.stored("netfoundry_scim_integration.it") ?? {};
  const path = `/scim/v1/integrations/${id}/tokens`;
  return (await stage.administrator.gateway<{ tokens: { id: string; state: string }[] }>("GET", path)).tokens;
}

/** The status of a push with the token in the state. */
async function push(space: TerraformFolder): Promise<number> {
  const { integration_id, token } = stored(space);
  const url = `${stage.gate.url}/scim/v2/${integration_id}/Users?count=0`;
  return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
}

/** Applies, and kills terraform once the server has minted the token. */
async function killAfterMint(space: TerraformFolder): Promise<void> {
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const minted = new Promise<void>((reached) => {
    stage.gate.rewrite(async (text, request) => {
      if (!isMint(request)) return text;
      reached();
      await held;
      return text;
    });
  });
  const { child, ended } = space.start([...APPLY]);
  await Promise.race([minted, ended.then(({ output }) => Promise.reject(new Error(output)))]);
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
    const [minted] = await tokensOf(space);
    const { words } = await space.apply();
    expect(words).toContain("A second slot may have the same auth token");
    expect(stored(space)).toMatchObject({ token_id: minted?.id, generation: 1, status: "live" });
    expect([(await tokensOf(space)).length, await push(space)]).toEqual([1, 200]);
    expect(await space.planCode()).toBe(0);
  });

  it("a rotation by rotate_before is due at the next run, which gets the token", async () => {
    const name = `Due: ${way}`;
    const space = stage.space();
    await space.apply(slot(name, 'lifetime = "30m"\n rotate_before = "20m"'));
    const first = stored(space);
    ahead += 11 * MINUTE_MS;
    await lose(space);
    expect(stored(space).token_id).toBe(first.token_id);
    expect(await push(space)).toBe(401);

    const plan = await space.plan();
    expect([plan.code, plan.words]).toEqual([2, expect.stringContaining("and the answer was lost")]);
    const { words } = await space.apply();
    expect(words).not.toContain("A second slot");
    const states = (await tokensOf(space)).map(({ id, state }) => [id, state]);
    expect(states).toEqual([
      [stored(space).token_id, "live"],
      [first.token_id, "superseded"],
    ]);
    expect([stored(space).generation, await push(space)]).toEqual([2, 200]);
    expect(await space.planCode()).toBe(0);
  });
});

it("a day later a lost mint shows as superseded, and the plan leaves it", async () => {
  const space = stage.space();
  await space.apply(slot("A day later", 'rotation_triggers = { release = "1" }'));
  await closeAfterMint(space.configure(slot("A day later", 'rotation_triggers = { release = "2" }')));
  ahead += DAY_MS;
  space.configure(slot("A day later", 'rotation_triggers = { release = "1" }'));
  const { words } = await space.succeed("plan", "-input=false");
  expect(words).toContain("or an earlier run did and got no answer");
  expect(words).toContain("No changes.");
});

it.each(["state", "sealed", "none"])(
  "with storage = %s, no key of a mint is in a state or its backup",
  async (storage) => {
    const keys: string[] = [];
    stage.gate.rewrite((text, request) => {
      if (isMint(request)) keys.push(String(request.headers["idempotency-key"]));
      return text;
    });
    const both = (release: string) =>
      slot(
        `Kept in ${storage}`,
        `storage = "${storage}"
         sealing_public_key = <<-PEM\n${SEALING_KEY}PEM
         rotation_triggers = { release = "${release}" }`,
      );
    const space = stage.space();
    await space.apply(both("1"));
    await space.apply(both("2"));
    expect(new Set(keys).size).toBe(2);
    const files = [space.stateFile, `${space.stateFile}.backup`].map((file) => readFileSync(file, "utf8"));
    const texts = files.flatMap((file) => [file, ...privateData(file)]).join("\n");
    for (const key of keys) expect(texts).not.toContain(key);
  },
);

/** The private data of every object in a state. */
function privateData(state: string): string[] {
  const { resources } = JSON.parse(state) as { resources: { instances: { private?: string }[] }[] };
  const all = resources.flatMap(({ instances }) => instances.map((one) => one.private ?? ""));
  return all.map((one) => Buffer.from(one, "base64").toString());
}

it("a slot that is destroyed and made again within a day gets a token that works", async () => {
  const space = stage.space();
  await space.apply(slot("Again"));
  const first = stored(space);
  await space.apply(integration("Again"));
  expect((await tokensOf(space)).map(({ state }) => state)).toEqual(["revoked"]);
  await space.apply(slot("Again"));
  expect(stored(space)).toMatchObject({ generation: 1, status: "live" });
  expect([stored(space).token_id === first.token_id, await push(space)]).toEqual([false, 200]);
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
  expect(await tokensOf(space)).toHaveLength(1);
});

it("a server that grants less than rotate_before: rotated after two thirds of the life", async () => {
  const life = 12 * MINUTE_MS;
  // Every answer shows a shorter life than the server keeps.
  stage.gate.rewrite((text, { url }) =>
    /\/(?:tokens|integrations)/.test(url)
      ? text.replace(
          /"createdAt":"([^"]+)","expiresAt":"[^"]+"/g,
          (_, at) => `"createdAt":"${at}","expiresAt":"${new Date(Date.parse(at) + life).toISOString()}"`,
        )
      : text,
  );
  const space = stage.space();
  const { words } = await space.apply(slot("Short life", 'rotate_before = "30d"'));
  expect(words).toContain("does not outlive rotate_before");
  for (const passed of [0, 7 * MINUTE_MS]) {
    ahead += passed;
    const again = await space.plan();
    expect([again.code, again.words]).toEqual([0, expect.not.stringContaining("outlive")]);
  }
  ahead += 2 * MINUTE_MS;
  await space.apply();
  expect(stored(space)).toMatchObject({ generation: 2, status: "live" });
  expect(await space.planCode()).toBe(0);
});
