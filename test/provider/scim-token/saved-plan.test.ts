/** A plan that was saved, and what somebody does before it is applied. */
import { netfoundry } from "../../../src/provider/provider";
import { createDriver, type Driver } from "../../../src/tfplugin";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";

type Given = Readonly<Record<string, unknown>>;

let api: FakeApi;
let integration_id: string;
let driver: Driver;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = await newProcess();
  integration_id = api.addIntegration("Okta").id;
});
afterEach(() => api.stop());

/** A provider process of its own, as every run of terraform has. */
async function newProcess(): Promise<Driver> {
  const next = createDriver(netfoundry);
  await next.configure(blockFor(api));
  return next;
}

const slot = (release: string, more: Given = {}): Given => ({
  integration_id,
  rotation_triggers: { release },
  ...more,
});
const live = () => api.tokens.get(integration_id)?.find(({ state }) => state === "live")?.id;

/** A slot as the refresh of a plan sees it. */
async function planned(more: Given = {}) {
  const made = await driver.apply(SLOT, slot("1", more));
  return driver.read(SLOT, made.state ?? {}, made.privateData);
}

test.each(["warn", "adopt"])("%s: a token that a person minted meanwhile is not ended", async (choice) => {
  const more = { on_external_rotation: choice };
  const { state, privateData } = await planned(more);
  const theirs = api.addToken(integration_id);
  const applied = await driver.apply(SLOT, slot("2", more), state, privateData);
  expect(applied.diagnostics).toContainEqual(
    expect.objectContaining({
      severity: "error",
      summary: "Another auth token was minted since the plan was made",
      detail: expect.stringContaining(`"Okta" (${integration_id}) has the live token ${theirs.id}`),
    }),
  );
  expect(applied.state).toEqual(state);
  expect(live()).toBe(theirs.id);
});

test("rotate: such a token is replaced", async () => {
  const more = { on_external_rotation: "rotate" };
  const { state, privateData } = await planned(more);
  api.addToken(integration_id);
  const applied = await driver.apply(SLOT, slot("2", more), state, privateData);
  expect(applied.state).toMatchObject({ generation: 2 });
  expect(live()).toBe(applied.state?.token_id);
});

test("a token that a person minted in place of one that had ended is not ended", async () => {
  const made = await driver.apply(SLOT, slot("1"));
  api.changeToken(integration_id, String(made.state?.token_id), { state: "revoked" });
  const { state, privateData } = await driver.read(SLOT, made.state ?? {}, made.privateData);
  const theirs = api.addToken(integration_id);
  const applied = await driver.apply(SLOT, slot("1"), state, privateData);
  expect(applied.diagnostics).toContainEqual(expect.objectContaining({ severity: "error" }));
  expect(live()).toBe(theirs.id);
});

describe("a plan that knew of another token", () => {
  test("and rotates by a trigger all the same ends it", async () => {
    const before = await planned();
    api.addToken(integration_id);
    const next = await newProcess();
    const { state, privateData } = await next.read(SLOT, before.state ?? {}, before.privateData);
    const applied = await driver.apply(SLOT, slot("2"), state, privateData);
    expect(applied.state).toMatchObject({ generation: 2, status: "live" });
  });

  test("does not end a third one that was minted since", async () => {
    const before = await planned();
    api.addToken(integration_id);
    const next = await newProcess();
    const { state, privateData } = await next.read(SLOT, before.state ?? {}, before.privateData);
    const third = api.addToken(integration_id);
    const applied = await driver.apply(SLOT, slot("2"), state, privateData);
    expect(applied.diagnostics).toContainEqual(expect.objectContaining({ severity: "error" }));
    expect(live()).toBe(third.id);
  });
});
