import { netfoundry } from "../../../src/provider/provider";
import { createDriver, type Driver, isUnknown, UNKNOWN } from "../../../src/tfplugin";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";
const HOUR = 3600;

let api: FakeApi;
let driver: Driver;
let integration_id: string;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = await newProcess();
  integration_id = api.addIntegration("Okta").id;
  api.offerOverlap(integration_id, 24 * HOUR);
});
afterEach(() => api.stop());

/** A provider process of its own, as every run of terraform has. */
async function newProcess(): Promise<Driver> {
  const next = createDriver(netfoundry);
  await next.configure(blockFor(api));
  return next;
}

type Given = Readonly<Record<string, unknown>>;

/** What is configured, with a trigger by which it rotates. */
const slot = (release: string, more: Given = {}): Given => ({
  integration_id,
  rotation_triggers: { release },
  overlap: "2h",
  ...more,
});

async function applied(config: Given, prior: Given | null = null): Promise<Given> {
  const { state, diagnostics } = await driver.apply(SLOT, config, prior);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (state === null) throw new Error("no state");
  return state;
}

async function refreshed(state: Given): Promise<Given> {
  const read = await (await newProcess()).read(SLOT, state);
  if (read.state === null) throw new Error("no state");
  return read.state;
}

const summaries = ({ diagnostics }: { diagnostics: readonly { severity: string; summary: string }[] }) =>
  diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`);

describe("an overlap that the server offers", () => {
  test("keeps the former token, which the slot names until it has ended", async () => {
    const first = await applied(slot("1"));
    expect(first).toMatchObject({ previous_token_id: null, previous_expires_at: null });
    const second = await applied(slot("2"), first);
    const previous = api.tokens.get(integration_id)?.find(({ id }) => id === first.token_id);
    expect(previous?.state).toBe("overlapping");
    expect(second).toMatchObject({
      generation: 2,
      status: "live",
      previous_token_id: first.token_id,
      previous_expires_at: previous?.overlapEndsAt,
    });
    expect(await refreshed(second)).toEqual(second);
    expect(api.bodies("POST", "/tokens")).toContainEqual({
      description: null,
      lifetimeSeconds: 365 * 24 * HOUR,
      overlapSeconds: 2 * HOUR,
      tag: expect.any(String),
    });
  });

  test("is over: the slot names no former token any more, and there is nothing to do about it", async () => {
    const first = await applied(slot("1"));
    const second = await applied(slot("2"), first);
    api.changeToken(integration_id, String(first.token_id), { state: "superseded", overlapEndsAt: null });
    const after = await refreshed(second);
    expect(after).toEqual({ ...second, previous_token_id: null, previous_expires_at: null });
    const { planned, diagnostics } = await (await newProcess()).plan(SLOT, slot("2"), after);
    expect({ planned, diagnostics }).toEqual({ planned: after, diagnostics: [] });
  });

  test("leaves the former token unknown in the plan; the warning says how long it stays valid", async () => {
    const first = await applied(slot("1"));
    const { planned, diagnostics } = await driver.plan(SLOT, slot("2"), first);
    expect(isUnknown(planned?.previous_token_id) && isUnknown(planned?.previous_expires_at)).toBe(true);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.detail).toContain("stays valid for 2h");
    expect(diagnostics[0]?.detail).not.toContain("SCIM stops");
  });

  test("rotated again before it is over, the plan says that the oldest token ends", async () => {
    const first = await applied(slot("1"));
    const second = await applied(slot("2"), first);
    const { diagnostics } = await driver.plan(SLOT, slot("3"), second);
    expect(diagnostics[0]?.detail).toContain(`The token before it, ${first.token_id}`);
    const third = await applied(slot("3"), second);
    expect(third.previous_token_id).toBe(second.token_id);
  });

  test("taken out, the next rotation ends the former token at once", async () => {
    const first = await applied(slot("1"));
    const second = await applied(slot("2", { overlap: null }), first);
    expect(second).toMatchObject({ previous_token_id: null, previous_expires_at: null });
    expect(api.tokens.get(integration_id)?.map(({ state }) => state)).toEqual(["live", "superseded"]);
  });

  test("ends with the slot: destroying it revokes both tokens", async () => {
    const second = await applied(slot("2"), await applied(slot("1")));
    await driver.apply(SLOT, null, second);
    expect(api.tokens.get(integration_id)?.map(({ state }) => state)).toEqual(["revoked", "revoked"]);
  });

  test("between two foreign tokens is not the slot's, and destroying the slot revokes neither", async () => {
    const first = await applied(slot("1"));
    const theirs = api.addToken(integration_id);
    api.addToken(integration_id, HOUR, "live", 2 * HOUR);
    const after = await refreshed(first);
    expect(after).toMatchObject({ status: "superseded", previous_token_id: null, previous_expires_at: null });
    await driver.apply(SLOT, null, after);
    const states = api.tokens.get(integration_id)?.map(({ id, state }) => [id === theirs.id, state]);
    expect(states).toEqual([
      [false, "live"],
      [true, "overlapping"],
      [false, "superseded"],
    ]);
  });

  test("that is unknown leaves the former token unknown", async () => {
    const first = await applied(slot("1"));
    const { planned, diagnostics } = await driver.plan(SLOT, slot("2", { overlap: UNKNOWN }), first);
    expect(isUnknown(planned?.previous_token_id)).toBe(true);
    expect(diagnostics[0]?.detail).toContain("not known yet");
  });

  test("a former token that cannot be asked for does not lose the new one", async () => {
    const first = await applied(slot("1"));
    let isMinted = false;
    api.override = ({ method, url }) => {
      if (!url.endsWith("/tokens")) return null;
      isMinted ||= method === "POST";
      return method === "GET" && isMinted ? { status: 500 } : null;
    };
    const second = await applied(slot("2"), first);
    expect(second).toMatchObject({ generation: 2, previous_token_id: null });
    api.override = () => null;
    expect(await refreshed(second)).toMatchObject({ previous_token_id: first.token_id });
  });
});

describe("an overlap that the server does not offer", () => {
  test.each([
    [0, "offers no overlap"],
    [HOUR, "offers 1h at most"],
  ])("is refused by the plan: %d seconds are offered", async (offered, detail) => {
    api.offerOverlap(integration_id, offered);
    const { planned, diagnostics } = await driver.plan(SLOT, slot("1"));
    expect(planned).not.toBeNull();
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["overlap"] }]);
    expect(diagnostics[0]?.detail).toContain(detail);
    expect(api.calls.filter((call) => call.startsWith("POST"))).toEqual([]);
  });

  test.each([
    [0, "offers no overlap"],
    [HOUR, "offers 1h at most"],
  ])("is refused by the plan of a new integration too: %d seconds are offered", async (offered, detail) => {
    api.offeredOverlap = offered;
    const { diagnostics } = await driver.plan(SLOT, slot("1", { integration_id: UNKNOWN }));
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["overlap"] }]);
    expect(diagnostics[0]?.summary).toContain('a new SCIM integration in the network "prod"');
    expect(diagnostics[0]?.detail).toContain(detail);
  });

  test("is not known for a new integration when the network does not tell, and is warned of", async () => {
    const { diagnostics } = await driver.plan(SLOT, slot("1", { integration_id: UNKNOWN }));
    expect(diagnostics).toMatchObject([{ severity: "warning", path: ["overlap"] }]);
    expect(diagnostics[0]?.summary).toBe("It is not known whether the server offers the overlap");
  });

  test("the plan of many new integrations asks the network once", async () => {
    api.offeredOverlap = 24 * HOUR;
    const config = slot("1", { integration_id: UNKNOWN });
    const plans = await Promise.all([1, 2, 3].map(() => driver.plan(SLOT, config)));
    expect(plans.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    expect(api.calls).toEqual(["GET /core/v3/networks", expect.stringContaining("GET /core/v3/networks/")]);
  });

  test.each<[string, Given, string]>([
    ["the lifetime", { lifetime: "1h" }, "overlap must not be longer than lifetime"],
    [
      "what is left at the rotation",
      { rotate_before: "1h" },
      "overlap must not be longer than rotate_before",
    ],
  ])("longer than %s is refused before any request", async (_, more, summary) => {
    const { diagnostics } = await driver.validate(SLOT, slot("1", more));
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["overlap"], summary }]);
  });
});

describe("a token that somebody minted outside the slot", () => {
  const somebodyMints = async (state: Given) => {
    const other = api.addToken(integration_id, 30 * 24 * HOUR);
    return { other, seen: await (await newProcess()).read(SLOT, state) };
  };

  test("is replaced when on_external_rotation is rotate", async () => {
    const config = slot("1", { overlap: null, on_external_rotation: "rotate" });
    const first = await applied(config);
    const { other, seen } = await somebodyMints(first);
    expect(seen.state).toMatchObject({ status: "superseded", token_id: first.token_id });
    const { diagnostics } = await driver.plan(SLOT, config, seen.state);
    expect(diagnostics[0]?.detail).toContain("another token took its place");
    const second = await applied(config, seen.state);
    expect(second).toMatchObject({ generation: 2, status: "live" });
    expect(api.tokens.get(integration_id)?.find(({ id }) => id === other.id)?.state).toBe("superseded");
  });

  test("is taken over without its value when it is adopt, and the plan after that is empty", async () => {
    const config = slot("1", { overlap: null, on_external_rotation: "adopt", storage: "none" });
    const first = await applied(config);
    const { other, seen } = await somebodyMints(first);
    expect(summaries(seen)).toEqual(["warning: An auth token was replaced outside Terraform"]);
    expect(seen.diagnostics[0]?.detail).toContain(`SCIM integration "Okta" (${integration_id}): `);
    expect(seen.state).toMatchObject({
      token_id: other.id,
      token: null,
      fingerprint: null,
      status: "live",
      expires_at: other.expiresAt,
      generation: 1,
    });
    const again = await (await newProcess()).read(SLOT, seen.state ?? {});
    expect(again).toMatchObject({ state: seen.state, diagnostics: [] });
    const { planned, diagnostics } = await driver.plan(SLOT, config, seen.state);
    expect({ planned, diagnostics }).toEqual({ planned: seen.state, diagnostics: [] });
  });

  test("is left alone by default, and the plan says what can be done", async () => {
    const config = slot("1", { overlap: null });
    const { seen } = await somebodyMints(await applied(config));
    const { planned, diagnostics } = await driver.plan(SLOT, config, seen.state);
    expect(planned).toEqual(seen.state);
    expect(diagnostics[0]?.detail).toMatch(/on_external_rotation = "rotate".*on_external_rotation = "adopt"/);
    const adopting = await driver.plan(SLOT, { ...config, on_external_rotation: "adopt" }, seen.state);
    expect(adopting.diagnostics[0]?.detail).toContain("with the next refresh");
  });

  test("and adopted is the slot's own: its rotation and its end are", async () => {
    const config = slot("1", { on_external_rotation: "adopt" });
    const { other, seen } = await somebodyMints(await applied(config));
    const second = await applied({ ...config, rotation_triggers: { release: "2" } }, seen.state);
    expect(second).toMatchObject({ generation: 2, previous_token_id: other.id });
  });
});

test("a state of before these attributes is read, and there is nothing to do", async () => {
  const now = await applied({ integration_id, rotation_triggers: { release: "1" } });
  const { overlap, on_external_rotation, previous_token_id, previous_expires_at, ...before } = now;
  expect([overlap, on_external_rotation, previous_token_id, previous_expires_at]).toEqual([
    null,
    "warn",
    null,
    null,
  ]);
  const { state: upgraded } = await driver.upgrade(SLOT, 1, before);
  expect(upgraded).toMatchObject({ ...before, on_external_rotation: null });
  const read = await refreshed(upgraded ?? {});
  expect(read).toEqual(now);
  const { planned } = await driver.plan(SLOT, { integration_id, rotation_triggers: { release: "1" } }, read);
  expect(planned).toEqual(read);
});
