import { netfoundry } from "../../../../src/provider/provider";
import { createDriver, type Driver } from "../../../../src/tfplugin";
import { blockFor, FakeApi } from "../../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";
const HOUR_MS = 3_600_000;

type Given = Readonly<Record<string, unknown>>;

let api: FakeApi;
let integration_id: string;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  integration_id = api.addIntegration("Okta").id;
});
afterEach(() => api.stop());

/** A provider process of its own, as every run of terraform has. */
async function newRun(block: Given = {}): Promise<Driver> {
  const next = createDriver(netfoundry);
  await next.configure({ ...blockFor(api), ...block });
  return next;
}

const slot = (release: string, more: Given = {}): Given => ({
  integration_id,
  rotation_triggers: { release },
  ...more,
});

async function applied(config: Given, prior: Given | null = null) {
  const { state, diagnostics } = await (await newRun()).apply(SLOT, config, prior);
  if (state === null) throw new Error(JSON.stringify(diagnostics));
  const warned = diagnostics.filter(({ summary }) => summary.startsWith("A second slot"));
  return { state, warned };
}

/** The API minted a token, and nothing of the run was stored. */
async function loseAnswer(config: Given, prior: Given | null = null): Promise<string> {
  await applied(config, prior);
  return liveId();
}

const refreshed = async (state: Given, block: Given = {}) => {
  const read = await (await newRun(block)).read(SLOT, state);
  if (read.state === null) throw new Error("no state");
  return read.state;
};
const liveId = () => String(api.tokens.get(integration_id)?.find(({ state }) => state === "live")?.id);
const count = () => api.tokens.get(integration_id)?.length;

describe("a create whose answer was lost", () => {
  test("is repeated by the next run, which gets the same token and mints no second one", async () => {
    const minted = await loseAnswer(slot("1"));
    const { planned, diagnostics } = await (await newRun()).plan(SLOT, slot("1"));
    expect(planned).not.toBeNull();
    expect(diagnostics.map(({ detail }) => detail).join()).toContain(
      "If an earlier run got no answer to that, the apply gets this token.",
    );
    const { state } = await applied(slot("1"));
    expect(state).toMatchObject({ token_id: minted, token: `secret of ${minted}`, generation: 1 });
    expect(count()).toBe(1);
  });

  test("that the API answers again warns of a second slot, because it may be one", async () => {
    await loseAnswer(slot("1"));
    const { warned } = await applied(slot("1"));
    expect(warned).toMatchObject([{ severity: "warning", path: ["integration_id"] }]);
    expect(warned[0]?.detail).toContain(integration_id);
  });
});

describe("a rotation whose answer was lost", () => {
  test("is found by the next refresh, and due", async () => {
    const { state: first } = await applied(slot("1"));
    await loseAnswer(slot("2"), first);
    const found = await refreshed(first);
    expect(found).toMatchObject({ token_id: first.token_id, status: "superseded", rotation_due: true });
  });

  test("is planned with its cause, and the apply gets the token without a warning", async () => {
    const { state: first } = await applied(slot("1"));
    const minted = await loseAnswer(slot("2"), first);
    const found = await refreshed(first);
    const { diagnostics } = await (await newRun()).plan(SLOT, slot("1"), found);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.detail).toContain("because an earlier run minted the next token");
    const { state: second, warned } = await applied(slot("1"), found);
    expect(second).toMatchObject({
      token_id: minted,
      token: `secret of ${minted}`,
      generation: 2,
      status: "live",
      rotation_due: false,
    });
    expect([warned, count()]).toEqual([[], 2]);
    expect(await refreshed(second)).toEqual(second);
  });

  test("is repeated without a refresh too, with a warning of a second slot", async () => {
    const { state: first } = await applied(slot("1"));
    const minted = await loseAnswer(slot("2"), first);
    const { state: second, warned } = await applied(slot("2"), first);
    expect([second.token_id, warned.length, count()]).toEqual([minted, 1, 2]);
  });

  test("is not adopted without its value, whatever on_external_rotation says", async () => {
    const config = slot("1", { on_external_rotation: "adopt" });
    const { state: first } = await applied(config);
    const minted = await loseAnswer({ ...config, rotation_triggers: { release: "2" } }, first);
    const { state: second } = await applied(config, await refreshed(first));
    expect(second).toMatchObject({ token_id: minted, token: `secret of ${minted}` });
  });

  test("is found beside a former token that overlaps", async () => {
    api.offerOverlap(integration_id, 3600);
    const { state: first } = await applied(slot("1", { overlap: "1h" }));
    const minted = await loseAnswer(slot("2", { overlap: "1h" }), first);
    const { state: second } = await applied(slot("1", { overlap: "1h" }), await refreshed(first));
    expect(second).toMatchObject({ token_id: minted, previous_token_id: first.token_id });
  });

  test("mints another token when another one is asked for meanwhile", async () => {
    const { state: first } = await applied(slot("1"));
    const minted = await loseAnswer(slot("2"), first);
    const { state: second } = await applied(slot("2", { lifetime: "30d" }), await refreshed(first));
    expect(second.token_id).not.toBe(minted);
    expect(second).toMatchObject({ token_id: liveId(), generation: 2 });
  });

  test("a day later shows as superseded, and the plan leaves it", async () => {
    const { state: first } = await applied(slot("1"));
    const minted = await loseAnswer(slot("2"), first);
    const createdAt = new Date(Date.now() - 25 * HOUR_MS).toISOString();
    api.changeToken(integration_id, minted, { createdAt });
    const found = await refreshed(first);
    expect(found).toMatchObject({ status: "superseded", rotation_due: false });
    const { planned, diagnostics } = await (await newRun()).plan(SLOT, slot("1"), found);
    expect(planned).toEqual(found);
    expect(diagnostics[0]?.detail).toContain("or an earlier run did and got no answer");
  });
});

describe("a token that another one minted", () => {
  test.each<[string, string | null | undefined]>([
    ["without a tag", null],
    ["on a server that knows no tags", undefined],
    ["with a tag of its own", "of-somebody-else"],
  ])("%s is not taken for a lost one", async (_, tag) => {
    const { state: first } = await applied(slot("1"));
    const other = api.addToken(integration_id);
    api.changeToken(integration_id, other.id, { tag });
    expect(await refreshed(first)).toMatchObject({ status: "superseded", rotation_due: false });
  });

  test("by a slot of another API account is not taken for a lost one", async () => {
    const { state: first } = await applied(slot("1"));
    await loseAnswer(slot("2"), first);
    const found = await refreshed(first, { client_secret: "of-another-account" });
    expect(found).toMatchObject({ status: "superseded", rotation_due: false });
  });
});

describe("the same token in two slots", () => {
  test("survives the destruction of the slot that create_before_destroy replaces", async () => {
    const { state: first } = await applied(slot("1"));
    const run = await newRun();
    const { state: second } = await run.apply(SLOT, slot("1"));
    expect(second?.token_id).toBe(first.token_id);
    await run.apply(SLOT, null, first);
    expect(liveId()).toBe(second?.token_id);
  });

  test("a rotation of an imported slot brings a new token, although it counts from 1 again", async () => {
    const { state: first } = await applied(slot("1"));
    const { state: second } = await applied(slot("2"), first);
    const imported = await (await newRun()).import(SLOT, integration_id);
    expect(imported.state).toMatchObject({ token_id: second.token_id, generation: 1 });
    const { state: before } = await applied(slot("1"), imported.state);
    const { state: third, warned } = await applied(slot("2"), before);
    expect(third).toMatchObject({ token_id: liveId(), generation: 3 });
    expect(third.token_id).not.toBe(second.token_id);
    expect(warned).toEqual([]);
  });
});
