import {
  Duration,
  RotationSchedule,
  ScimIntegration,
  TokenRotation,
  type TokenRotationOptions,
} from "../../constructs";
import { durationSeconds } from "../../src/provider/validators/duration";
import { emptyStack, synthesize, theOnly } from "./synthesis";

function slot(options: TokenRotationOptions): Record<string, unknown> {
  const json = synthesize((stack) => {
    const integration = ScimIntegration.fromIntegrationId(stack, "elsewhere", "6a1d9f5e");
    new TokenRotation(stack, "slot", { integration, ...options });
  });
  const { integration_id: _, ...rest } = theOnly(json, "netfoundry_scim_token");
  return rest;
}

describe("a token is rotated", () => {
  test("every 90 days: it lives two weeks longer, and is rotated in these", () => {
    expect(slot({ rotation: RotationSchedule.every(Duration.days(90)) })).toEqual({
      lifetime: "104d",
      rotate_before: "14d",
    });
  });

  test("within another time, and with an overlap", () => {
    const window = { within: Duration.days(30), overlap: Duration.hours(4) };
    expect(slot({ rotation: RotationSchedule.every(Duration.weeks(8), window) })).toEqual({
      lifetime: "86d",
      rotate_before: "30d",
      overlap: "4h",
    });
  });

  test("on demand, when the trigger changes", () => {
    const rotation = RotationSchedule.onDemand("2027Q1");
    expect(slot({ rotation, lifetime: "180d" })).toEqual({
      lifetime: "180d",
      rotation_triggers: { trigger: "2027Q1" },
    });
  });

  test("by hand only", () => {
    expect(slot({ rotation: RotationSchedule.manual() })).toEqual({});
  });
});

describe("fails", () => {
  const problemsOf = (options: TokenRotationOptions) => () =>
    new ScimIntegration(emptyStack(), "it", { name: "Okta", token: options });

  test("when the schedule and an option say the same", () => {
    const rotation = RotationSchedule.every(Duration.days(90));
    expect(problemsOf({ rotation, lifetime: "180d" })).toThrow(
      'stack/it: token.lifetime must be left out with token.rotation, got "180d"; ' +
        "RotationSchedule.every sets it",
    );
  });

  test("when the former token would outlive its time", () => {
    const rotation = RotationSchedule.every(Duration.days(90), { overlap: Duration.days(15) });
    expect(problemsOf({ rotation })).toThrow(
      'stack/it: the overlap of token.rotation must not be longer than its within (14d), got "15d"; ' +
        "no overlap makes a token live longer",
    );
  });

  test("when the trigger is blank", () => {
    expect(problemsOf({ rotation: RotationSchedule.onDemand(" ") })).toThrow(
      'stack/it: the trigger of token.rotation must be a text that is not blank, got " "; give a ' +
        "text whose " +
        "change rotates the token",
    );
  });

  test.each([0, -1, 1.5, Number.NaN])("when a duration has %d days", (count) => {
    expect(() => Duration.days(count)).toThrow(
      new RangeError(`Duration.days needs a whole number above zero, got ${count}`),
    );
  });
});

test.each([Duration.days(90), Duration.weeks(2), Duration.hours(36), Duration.minutes(90)])(
  "%s is as long to the provider",
  (duration) => {
    expect(durationSeconds(`${duration}`)).toBe(duration.seconds);
  },
);
