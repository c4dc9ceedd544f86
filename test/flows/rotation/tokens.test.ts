/** Which tokens a rotation keeps, replaces and revokes, and where their values are. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { ecKeys } from "../../support/key-pairs";
import { ClockedStage } from "../../support/moved-clock/clocked-stage";
import { CLIENT_SECRET } from "../../support/served";
import { mint, push, said, slotOf, slots, tokensOf, triggered } from "../support/slots";

jest.setTimeout(120_000);

const SEALING_KEY = ecKeys("P-256").publicKey;
const OVERLAP = 'overlap = "4h"\n';

const stage = new ClockedStage();
beforeAll(() => stage.open({ maxTokenOverlapSeconds: 86_400 }));
afterEach(() => stage.gate.reset());
afterAll(() => stage.close());

describe("(3) where the server offers an overlap of one day", () => {
  it("(3) SCIM works during a rotation, and the plan is empty after the overlap", async () => {
    const space = stage.space();
    await space.apply(slots("Overlapping", { it: OVERLAP + triggered("1") }));
    const first = slotOf(space);
    expect(first).toMatchObject({ previous_token_id: null, previous_expires_at: null });
    const { output, words } = await space.apply(slots("Overlapping", { it: OVERLAP + triggered("2") }));
    expect(words).toContain("The old token stays valid for 4h after that");
    expect(output).not.toContain("SCIM stops");
    const second = slotOf(space);
    expect(second).toMatchObject({ generation: 2, previous_token_id: first.token_id });
    const overlapMs = Date.parse(String(second.previous_expires_at)) - Date.parse(second.created_at);
    expect(overlapMs).toBe(4 * 3_600_000);
    const pushes = async () => [
      await push(stage, second, first.token),
      await push(stage, second, second.token),
    ];
    expect(await pushes()).toEqual([200, 200]);
    expect(await space.planCode()).toBe(0);

    stage.forward(4 * 60 + 1);
    expect(await pushes()).toEqual([401, 200]);
    expect(await space.planCode()).toBe(0);
    await space.apply(undefined, "-refresh-only");
    expect(slotOf(space)).toMatchObject({ previous_token_id: null, previous_expires_at: null });
  });

  it("(3) the plan refuses a longer one, for an integration that is there and for a new one", async () => {
    const space = stage.space();
    await space.apply(slots("Too long", { there: "" }));
    const both = slots("Too long", { there: 'overlap = "48h"', fresh: 'overlap = "25h"' });
    const { code, of } = await said(space.configure(both));
    expect(code).toBe(1);
    expect(of("there")).toContain('"Too long: there" cannot stay valid for 48h');
    expect(of("there")).toContain("This server offers 24h at most");
    expect(of("fresh")).toContain('a new SCIM integration in the network "netfoundry-scim" cannot stay');
  });
});

describe("(3) where the server offers no overlap, as NetFoundry", () => {
  const without = new ClockedStage();
  beforeAll(() => without.open());
  afterAll(() => without.close());

  it("(3) the plan refuses one, for an integration that is there and for a new one", async () => {
    const space = without.space();
    await space.apply(slots("None", { there: "" }));
    const { code, of } = await said(space.configure(slots("None", { there: OVERLAP, fresh: OVERLAP })));
    expect(code).toBe(1);
    expect(of("there")).toContain('the SCIM integration "None: there" cannot stay valid for 4h');
    expect(of("fresh")).toContain('a new SCIM integration in the network "netfoundry-scim" cannot stay');
    for (const name of ["there", "fresh"]) expect(of(name)).toContain("This server offers no overlap");
    expect(await space.configure(slots("None", { there: "" })).planCode()).toBe(0);
  });

  it("(3) the plan warns where the network does not say how long an overlap may be", async () => {
    without.gate.rewrite((text) => text.replace(/,"maxTokenOverlapSeconds":0(?=})/g, ""));
    const space = without.space().configure(slots("Not known", { it: OVERLAP }));
    const { code, of } = await said(space);
    expect(code).toBe(2);
    expect(of("it")).toContain("It is not known whether the server offers the overlap");
    expect(await space.failApply()).toContain("This server offers no overlap");
    expect(space.stored("netfoundry_scim_integration.it")).toBeDefined();
  });
});

it("(4) a token minted elsewhere is kept, replaced or adopted, as on_external_rotation says", async () => {
  const given = (release: string) =>
    slots("Shared", {
      warn: triggered("1"),
      rotate: `on_external_rotation = "rotate"\n${triggered("1")}`,
      adopt: `on_external_rotation = "adopt"\n${triggered(release)}`,
    });
  const space = stage.space();
  await space.apply(given("1"));
  const before = {
    warn: slotOf(space, "warn"),
    rotate: slotOf(space, "rotate"),
    adopt: slotOf(space, "adopt"),
  };
  const theirs = {
    warn: await mint(stage, before.warn),
    rotate: await mint(stage, before.rotate),
    adopt: await mint(stage, before.adopt),
  };
  const { of } = await said(space);
  expect(of("warn")).toContain("Another token is the live one");
  expect(of("rotate")).toContain("another token took its place");
  expect(of("adopt")).toContain("was replaced outside Terraform");

  await space.apply();
  const { warn, rotate, adopt } = before;
  expect(slotOf(space, "warn")).toEqual({ ...warn, status: "superseded" });
  expect(slotOf(space, "rotate")).toMatchObject({ generation: 2, status: "live" });
  expect(slotOf(space, "adopt")).toMatchObject({ token_id: theirs.adopt.id, token: null, generation: 1 });
  const states = async (slot: typeof warn) => (await tokensOf(stage, slot)).map(({ state }) => state);
  expect(await states(warn)).toEqual(["live", "superseded"]);
  expect(await states(rotate)).toEqual(["live", "superseded", "superseded"]);
  expect(await states(adopt)).toEqual(["live", "superseded"]);
  expect(await space.planCode()).toBe(0);
  await space.apply(given("2"));
  expect(slotOf(space, "adopt")).toMatchObject({ generation: 2, token: expect.any(String) });
});

it("(4) a saved rotation does not end a token that a person minted meanwhile", async () => {
  const space = stage.space();
  await space.apply(slots("Saved", { it: triggered("1") }));
  await space.savePlan(slots("Saved", { it: triggered("2") }));
  const before = slotOf(space);
  const theirs = await mint(stage, before);
  const error = await space.fail("apply", "saved");
  expect(error).toContain("Another auth token was minted since the plan was made");
  expect(error).toContain(`"Saved: it" (${before.integration_id}) has the live token ${theirs.id}`);
  expect(slotOf(space)).toEqual(before);
  expect((await tokensOf(stage, before)).find(({ id }) => id === theirs.id)?.state).toBe("live");
  const { words } = await space.apply();
  expect(words).toContain("An auth token minted outside its slot will be rotated");
  expect(slotOf(space)).toMatchObject({ generation: 2, status: "live" });
});

it("(5) destroying slots revokes their own tokens, also the overlapping one, and no other", async () => {
  const given = (release: string) => ({
    own: OVERLAP + triggered(release),
    theirs: "",
    stays: "revoke_on_destroy = false",
    expired: 'lifetime = "30m"',
    gone: "",
  });
  const space = stage.space();
  await space.apply(slots("Ended", given("1")));
  await space.apply(slots("Ended", given("2")));
  const at = {
    own: slotOf(space, "own"),
    theirs: slotOf(space, "theirs"),
    stays: slotOf(space, "stays"),
    expired: slotOf(space, "expired"),
  };
  const foreign = await mint(stage, at.theirs);
  const gone = `/scim/v1/integrations/${slotOf(space, "gone").integration_id}`;
  await stage.administrator.gateway("DELETE", gone);
  stage.forward(31);
  await space.destroy(...Object.keys(given("1")).map((name) => `-target=netfoundry_scim_token.${name}`));
  const left = async (name: keyof typeof at) =>
    (await tokensOf(stage, at[name])).map(({ id, state }) => [id, state]);
  expect(await left("own")).toEqual([
    [at.own.token_id, "revoked"],
    [at.own.previous_token_id, "revoked"],
  ]);
  expect(await left("theirs")).toEqual([
    [foreign.id, "live"],
    [at.theirs.token_id, "superseded"],
  ]);
  expect(await left("stays")).toEqual([[at.stays.token_id, "live"]]);
  expect(await left("expired")).toEqual([[at.expired.token_id, "expired"]]);
});

it("(6) no byte of what terraform writes is of a token or a mint key, with none and sealed", async () => {
  const tokens: Record<string, string[]> = { none: [], sealed: [], state: [] };
  const keys: string[] = [];
  stage.gate.rewrite((text, { method, url, headers, body }) => {
    if (method !== "POST" || !url.endsWith("/tokens")) return text;
    tokens[JSON.parse(body).description]?.push(JSON.parse(text).token);
    keys.push(String(headers["idempotency-key"]));
    return text;
  });
  const slot = (storage: string, release: string) => `storage = "${storage}"
    description = "${storage}"
    sealing_public_key = <<-PEM\n${SEALING_KEY}PEM
    ${triggered(release)}`;
  const given = (release: string) =>
    slots(
      "Secrets",
      Object.fromEntries(Object.keys(tokens).map((storage) => [storage, slot(storage, release)])),
    );
  const space = stage.space();
  const outputs: string[] = [];
  const run = async (...args: string[]) => {
    const traced = { TF_LOG: "trace", TF_LOG_PATH: join(space.root, "trace.log") };
    const { code, output } = await space.start(args, traced).ended;
    expect([code, args]).toEqual([0, args]);
    outputs.push(output);
  };
  space.configure(given("1"));
  await run("apply", "-auto-approve", "-input=false");
  space.configure(given("2"));
  await run("plan", "-input=false", "-out=saved");
  await run("show", "-json", "saved");
  await run("apply", "-input=false", "-json", "saved");
  await run("show", "-json");

  const files = readdirSync(space.root, { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["saved", "terraform.tfstate", "terraform.tfstate.backup", "trace.log"]),
  );
  const texts = [...outputs, ...files.flatMap(({ name }) => textsOf(join(space.root, name)))];
  const found = (secret: string) => texts.some((text) => text.includes(secret));
  expect(Object.values(tokens).map(({ length }) => length)).toEqual([2, 2, 2]);
  expect(new Set(keys).size).toBe(6);
  expect([...(tokens.none ?? []), ...(tokens.sealed ?? []), ...keys].filter(found)).toEqual([]);
  const log = textsOf(join(space.root, "trace.log")).join();
  expect(log).toContain("netfoundry_scim_token.sealed");
  for (const secret of [...Object.values(tokens).flat(), CLIENT_SECRET]) expect(log).not.toContain(secret);
  // The search finds what is there.
  expect(tokens.state?.filter(found)).toEqual(tokens.state);
});

/** A file as it is, what a saved plan holds compressed, and the private data of a state. */
function textsOf(file: string): string[] {
  const bytes = readFileSync(file);
  const isZip = bytes.subarray(0, 2).toString() === "PK";
  const parts = isZip ? Object.values(unzipSync(bytes)).map((part) => Buffer.from(part)) : [];
  const texts = [bytes, ...parts].map((part) => part.toString("latin1"));
  const privates = texts.flatMap((text) => [...text.matchAll(/"private": "([^"]+)"/g)]);
  return [...texts, ...privates.map(([, encoded = ""]) => Buffer.from(encoded, "base64").toString("latin1"))];
}
