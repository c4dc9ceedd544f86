import { netfoundry } from "../../../../src/provider/provider";
import { createDriver, type Driver, UNKNOWN } from "../../../../src/tfplugin";
import { blockFor, FakeApi } from "../../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";
const LATE = "Nobody has used an auth token in the time expected";
const HOUR_MS = 3_600_000;

type Given = Readonly<Record<string, unknown>>;

let api: FakeApi;
let driver: Driver;
let integration_id: string;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = createDriver(netfoundry);
  await driver.configure(blockFor(api));
  integration_id = api.addIntegration("Okta").id;
  api.offerOverlap(integration_id, 24 * 3600);
});
afterEach(() => api.stop());

const slot = (more: Given = {}): Given => ({ integration_id, rotation_triggers: { release: "1" }, ...more });
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

/** A slot whose token was minted some hours ago, as the next run finds it. */
async function issued(hours: number, config: Given, lastUsedAt: string | null = null): Promise<Given> {
  const { state } = await driver.apply(SLOT, config);
  const createdAt = hoursAgo(hours);
  api.changeToken(integration_id, String(state?.token_id), { createdAt, lastUsedAt });
  return { ...state, created_at: createdAt };
}

/** What the next run plans and warns of. */
async function nextPlan(config: Given, state: Given) {
  const next = createDriver(netfoundry);
  await next.configure(blockFor(api));
  const read = await next.read(SLOT, state);
  return { read: read.state, ...(await next.plan(SLOT, config, read.state)) };
}

const THREE_HOURS = { expected_use_within: "3h" };

describe("a token that nobody used in the time expected", () => {
  test("is warned of by integration, token and time, with what to do, and nothing is planned", async () => {
    const state = await issued(4, slot(THREE_HOURS));
    const { planned, read, diagnostics } = await nextPlan(slot(THREE_HOURS), state);
    expect(planned).toEqual(read);
    expect(diagnostics).toMatchObject([
      { severity: "warning", summary: LATE, path: ["expected_use_within"] },
    ]);
    const detail = String(diagnostics[0]?.detail);
    expect(detail).toContain(`"Okta" (${integration_id}): the token ${state.token_id} was issued at`);
    expect(detail).toContain(`issued at ${state.created_at}, and nobody used it within 3h`);
    expect(detail).toContain("with netfoundry-scim connect okta, entra or google");
  });

  test("is warned of once the argument is added, before it is in the state", async () => {
    const state = await issued(4, slot());
    const { diagnostics } = await nextPlan(slot(THREE_HOURS), state);
    expect(diagnostics).toMatchObject([{ summary: LATE }]);
  });

  test("of an overlap says until when the former token is valid", async () => {
    const first = await issued(30, slot({ overlap: "12h" }), hoursAgo(1));
    const config = slot({ ...THREE_HOURS, overlap: "12h", rotation_triggers: { release: "2" } });
    const { state } = await driver.apply(SLOT, config, first);
    const createdAt = hoursAgo(4);
    api.changeToken(integration_id, String(state?.token_id), { createdAt });
    const { diagnostics } = await nextPlan(config, { ...state, created_at: createdAt });
    const { previous_expires_at: ends } = state ?? {};
    expect(ends).not.toBeNull();
    expect(diagnostics[0]?.detail).toContain(`The former token stays valid until ${ends}: SCIM stops then.`);
  });

  test("of storage none gets this warning alone, which says how to get another token", async () => {
    const config = slot({ ...THREE_HOURS, storage: "none" });
    const { diagnostics } = await nextPlan(config, await issued(4, config));
    expect(diagnostics).toMatchObject([
      { summary: LATE, detail: expect.stringContaining("rotate it: change rotation_triggers.") },
    ]);
  });

  test("and that a rotation now replaces is named in the warning of the rotation", async () => {
    const state = await issued(4, slot(THREE_HOURS));
    const config = slot({ ...THREE_HOURS, rotation_triggers: { release: "2" } });
    const { diagnostics } = await nextPlan(config, state);
    expect(diagnostics).toMatchObject([{ summary: expect.stringContaining("will be rotated") }]);
    expect(diagnostics[0]?.detail).toContain(`Nobody has used the token ${state.token_id}, issued at`);
  });
});

describe("nothing is said", () => {
  test.each<[string, number, Given, string | null]>([
    ["before that time", 2, THREE_HOURS, null],
    ["of a token that somebody used, however late", 30, THREE_HOURS, hoursAgo(1)],
    ["while nothing is expected", 30, {}, null],
  ])("%s", async (_, hours, more, lastUsedAt) => {
    const state = await issued(hours, slot(more), lastUsedAt);
    expect((await nextPlan(slot(more), state)).diagnostics).toEqual([]);
  });

  test("while the time is not known", async () => {
    const state = await issued(30, slot());
    const { diagnostics } = await nextPlan(slot({ expected_use_within: UNKNOWN }), state);
    expect(diagnostics).toEqual([]);
  });
});

test("a first use changes no state", async () => {
  const state = await issued(4, slot(THREE_HOURS));
  const before = (await driver.read(SLOT, state)).state;
  api.changeToken(integration_id, String(state.token_id), { lastUsedAt: hoursAgo(0) });
  const next = createDriver(netfoundry);
  await next.configure(blockFor(api));
  expect((await next.read(SLOT, state)).state).toEqual(before);
});
