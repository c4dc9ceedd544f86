import fc from "fast-check";
import {
  computed,
  createDriver,
  type Driver,
  defineProvider,
  defineResource,
  defineSchema,
  duration,
  parseDuration,
  type ResourceDefinition,
  required,
  timeouts,
} from "../../../src/tfplugin";

const description = "…";
const schema = defineSchema({
  description,
  attributes: {
    id: computed.string({ description, keep: true }),
    text: required.string({ description }),
    timeouts: timeouts({ create: "2m", read: "1m", update: "90s", delete: "1h" }),
  },
});
type Slow = ResourceDefinition<object, typeof schema>;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Ends only on abort. It throws the API client's own error, not the signal's reason. */
const forever = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("canceled"))));

async function driverOf(parts: Partial<Slow>): Promise<Driver> {
  const slow = defineResource<object>()<typeof schema>({
    schema,
    create: ({ plan }) => ({ ...plan, id: "1" }),
    read: ({ state }) => state,
    update: ({ plan, prior }) => ({ ...plan, id: prior.id }),
    delete() {},
    ...parts,
  });
  const driver = createDriver(
    defineProvider({
      address: "host.example/a/b",
      version: "1.0.0",
      schema: defineSchema({ description, attributes: {} }),
      configure: () => ({}),
      resources: { b_slow: slow },
    }),
  );
  await driver.configure({});
  return driver;
}

/** Lets running handlers reach the point where they wait. Each call before takes a turn of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
}

const STORED = { id: "1", text: "a" };
const TIMED: readonly (readonly [string, number, Partial<Slow>, (driver: Driver) => Promise<unknown>])[] = [
  ["create", 120, { create: ({ signal }) => forever(signal) }, (it) => it.apply("b_slow", { text: "a" })],
  ["read", 60, { read: ({ signal }) => forever(signal) }, (it) => it.read("b_slow", STORED)],
  [
    "update",
    90,
    { update: ({ signal }) => forever(signal) },
    (it) => it.apply("b_slow", { text: "b" }, STORED),
  ],
  ["delete", 3600, { delete: ({ signal }) => forever(signal) }, (it) => it.apply("b_slow", null, STORED)],
];

test.each(TIMED)(
  "%s ends after its default of %d seconds, and not before",
  async (name, seconds, parts, run) => {
    let ended = false;
    const running = run(await driverOf(parts)).finally(() => {
      ended = true;
    });
    await settle();
    jest.advanceTimersByTime(seconds * 1000 - 1);
    await settle();
    expect(ended).toBe(false);
    jest.advanceTimersByTime(1);
    expect(await running).toMatchObject({
      diagnostics: [
        { summary: "Timed out", detail: expect.stringContaining(`timeouts.${name}`), path: ["timeouts"] },
      ],
    });
  },
);

test("a configured timeout counts, and what is known of the object is kept", async () => {
  const driver = await driverOf({
    create: ({ signal, save }) => {
      save({ id: "half" });
      return forever(signal);
    },
  });
  const running = driver.apply("b_slow", { text: "a", timeouts: { create: "3s" } });
  await settle();
  jest.advanceTimersByTime(3_000);
  const { state, diagnostics } = await running;
  expect(state).toMatchObject({ id: "half", text: "a", timeouts: { create: "3s", delete: null } });
  expect(diagnostics[0]?.detail).toContain("took longer than 3s");
});

test("a change of the timeouts alone is applied without the handler, and a read keeps them", async () => {
  const update = jest.fn();
  const driver = await driverOf({ update, read: ({ state }) => ({ ...state, timeouts: null }) });
  const changed = { text: "a", timeouts: { create: "3s" } };
  const { state, diagnostics } = await driver.apply("b_slow", changed, STORED);
  expect(diagnostics).toEqual([]);
  expect(state).toMatchObject({ ...STORED, timeouts: { create: "3s", update: null } });
  expect(update).not.toHaveBeenCalled();
  expect(await driver.read("b_slow", state ?? {})).toMatchObject({ state });
});

test("a handler that ends in time leaves no timer behind", async () => {
  const driver = await driverOf({});
  await driver.apply("b_slow", { text: "a" });
  expect(jest.getTimerCount()).toBe(0);
});

test("terraform's stop still aborts the handler, and the error says so", async () => {
  const driver = await driverOf({
    create: ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  });
  const running = driver.apply("b_slow", { text: "a" });
  await settle();
  await driver.stop();
  expect((await running).diagnostics).toMatchObject([{ detail: "Terraform was interrupted" }]);
  expect(jest.getTimerCount()).toBe(0);
});

test("a setting that is not a duration is refused while validating", async () => {
  const driver = await driverOf({});
  const { diagnostics } = await driver.validate("b_slow", { text: "a", timeouts: { create: "soon" } });
  expect(diagnostics[0]?.detail).toContain(
    'must be a duration above zero, such as 90s, 20m or 1h30m, got "soon"',
  );
});

test("a default that is not a duration, or an attribute with another name, is a bug in the provider", () => {
  expect(() => timeouts({ create: "soon" })).toThrow("timeout create: soon is not a duration");
  const define = () => defineSchema({ description, attributes: { limits: timeouts({ create: "1m" }) } });
  expect(define).toThrow("only the attribute timeouts at the top of a schema can hold timeouts");
});

describe("a duration", () => {
  test.each([
    ["90s", 90_000],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    ["250ms", 250],
    ["", null],
    ["5", null],
    ["5 m", null],
    ["-5m", null],
    ["5d", null],
  ])("%j is %s milliseconds", (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  test("is the sum of its parts, whatever they are", () => {
    const part = fc.tuple(
      fc.nat(1000),
      fc.constantFrom(["h", 3_600_000], ["m", 60_000], ["s", 1000], ["ms", 1]),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const text = parts.map(([amount, [unit]]) => `${amount}${unit}`).join("");
        const sum = parts.reduce((total, [amount, [, size]]) => total + amount * Number(size), 0);
        expect(parseDuration(text)).toBe(sum);
      }),
    );
  });

  test("of zero is refused", () => {
    expect(duration().check("0s")).toContain("above zero");
  });
});
