/** What a change of `rotate_before` does to the token that is in the slot. */
import { netfoundry } from "../../../src/provider/provider";
import { createDriver, type Driver, isUnknown, UNKNOWN } from "../../../src/tfplugin";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";
const DAY_MS = 86_400_000;

type Given = Readonly<Record<string, unknown>>;

let api: FakeApi;
let integration_id: string;
let driver: Driver;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = createDriver(netfoundry);
  await driver.configure(blockFor(api));
  integration_id = api.addIntegration("Okta").id;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await api.stop();
});

const config = (more: Given = {}): Given => ({ integration_id, lifetime: "365d", ...more });

/** A slot of a year whose token has some days left, and the private data of a refresh some days before. */
async function slotWith(daysLeft: number, lookedDaysAgo = 0) {
  const made = await driver.apply(SLOT, config());
  const now = Date.now();
  const createdAt = new Date(now - (365 - daysLeft) * DAY_MS).toISOString();
  const expiresAt = new Date(now + daysLeft * DAY_MS).toISOString();
  api.changeToken(integration_id, String(made.state?.token_id), { createdAt, expiresAt });
  return clockAt(-lookedDaysAgo, () =>
    driver.read(SLOT, { ...made.state, created_at: createdAt }, made.privateData),
  );
}

/** Runs something while the clock of this machine is some days off. */
async function clockAt<Result>(days: number, run: () => Promise<Result>): Promise<Result> {
  const now = Date.now();
  const spy = jest.spyOn(Date, "now").mockImplementation(() => now + days * DAY_MS);
  try {
    return await run();
  } finally {
    spy.mockRestore();
  }
}

test("that is due when it is added rotates in that apply, and the plan says so", async () => {
  const { state, privateData } = await slotWith(20);
  const planned = await driver.plan(SLOT, config({ rotate_before: "30d" }), state, privateData);
  expect(isUnknown(planned.planned?.token_id)).toBe(true);
  expect(planned.diagnostics[0]).toMatchObject({
    summary: "An auth token will be rotated, and the old one ends at once",
    detail: expect.stringContaining("because rotate_before says that it is time"),
  });
  const applied = await driver.apply(SLOT, config({ rotate_before: "30d" }), state, privateData);
  expect(applied.state).toMatchObject({ generation: 2, rotation_due: false });
});

test("that is not due when it is added changes nothing but its own attributes", async () => {
  const { state, privateData } = await slotWith(200);
  const { planned } = await driver.plan(SLOT, config({ rotate_before: "30d" }), state, privateData);
  expect(planned).toMatchObject({ token_id: state?.token_id, token: state?.token, generation: 1 });
  const applied = await driver.apply(SLOT, config({ rotate_before: "30d" }), state, privateData);
  expect(applied.state).toMatchObject({ generation: 1, token_id: state?.token_id, rotation_due: false });
});

test("is planned from the time of the last refresh, whatever the clock says", async () => {
  const { state, privateData } = await slotWith(200);
  const plan = () => driver.plan(SLOT, config({ rotate_before: "30d" }), state, privateData);
  const { planned } = await plan();
  expect((await clockAt(199, plan)).planned).toEqual(planned);
});

describe("near its time, where the refresh kept an older look", () => {
  const near = config.bind(null, { rotate_before: "30d" });

  test("is left to the apply, which rotates once the time has come", async () => {
    const { state, privateData } = await slotWith(20, 15);
    const { planned, diagnostics } = await driver.plan(SLOT, near(), state, privateData);
    expect(isUnknown(planned?.token_id)).toBe(true);
    expect(diagnostics[0]?.summary).toBe("An auth token will be rotated, and the old one ends at once");
    const applied = await driver.apply(SLOT, near(), state, privateData);
    expect(applied.state).toMatchObject({ generation: 2 });
  });

  test("is left to the apply, which keeps the token before that", async () => {
    const { state, privateData } = await slotWith(40);
    const applied = await driver.apply(SLOT, near(), state, privateData);
    expect(applied.diagnostics).toMatchObject([
      {
        summary: "An auth token may be rotated, and the old one ends at once",
        detail: expect.stringMatching(/this happens if the apply comes after \d{4}-/),
      },
    ]);
    expect(applied.state).toMatchObject({ ...state, rotate_before: "30d", rotate_after: expect.any(String) });
  });
});

test("that is not known yet leaves the rotation open", async () => {
  const { state, privateData } = await slotWith(20);
  const { planned, diagnostics } = await driver.plan(
    SLOT,
    config({ rotate_before: UNKNOWN }),
    state,
    privateData,
  );
  expect(isUnknown(planned?.token_id)).toBe(true);
  expect(diagnostics[0]?.detail).toContain("this happens if rotate_before, which is not known yet");
});

test("that is shortened or removed once it is due does not rotate", async () => {
  const made = await slotWith(20);
  const due = await driver.read(SLOT, { ...made.state, rotate_before: "30d" }, made.privateData);
  expect(due.state).toMatchObject({ rotation_due: true });
  for (const rotate_before of ["1d", null]) {
    const applied = await driver.apply(SLOT, config({ rotate_before }), due.state, due.privateData);
    expect(applied.state).toMatchObject({ generation: 1, rotation_due: false });
  }
});

test("a refresh keeps its look until half of the life is gone: a new one would show as drift", async () => {
  const { state, privateData } = await slotWith(100);
  const again = (days: number) => clockAt(days, () => driver.read(SLOT, state ?? {}, privateData));
  expect((await again(49)).privateData).toEqual(privateData);
  expect((await again(51)).privateData).not.toEqual(privateData);
  expect((await again(101)).privateData).toEqual(privateData);
});
