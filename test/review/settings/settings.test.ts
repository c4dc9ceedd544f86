import { readSettings, scheduleMs } from "../../../src/review/settings/read-settings";
import { reviewOf } from "../support/review-of";
import { change, planText, SIGNER } from "../support/sample-plan";

const read = (text: string) => readSettings(text, "review.yaml");
const PLAN = planText([
  change("netfoundry_jwt_signer", "it", { before: SIGNER, after: { ...SIGNER, enabled: false } }),
]);
const exception = (until: string) =>
  read(`
exceptions:
  - code: signer-disabled
    address: netfoundry_jwt_signer.it
    until: ${until}
    reason: It moves.
`);

describe("review.yaml", () => {
  it("may be empty", () => {
    expect(read("")).toEqual({});
  });

  it.each([
    ["a rule that does not exist", "severities: {signer-dissabled: info}", /severities/],
    ["a severity that does not exist", "severities: {signer-disabled: off}", /severities\.signer-disabled/],
    ["a setting that does not exist", "exeptions: []", /exeptions is not a known field/],
    [
      "an exception without a reason",
      "exceptions: [{code: signer-disabled, until: 2026-12-31}]",
      /exceptions\.0\.reason/,
    ],
    [
      "an exception without an end",
      "exceptions: [{code: signer-disabled, reason: So.}]",
      /exceptions\.0\.until/,
    ],
    ["a schedule without a unit", "schedule: 24", /schedule/],
    ["what is no YAML", "a: [", /line 1, column/],
  ])("refuses %s", (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("gives the schedule in milliseconds", () => {
    expect([scheduleMs(read("schedule: 90m")), scheduleMs({})]).toEqual([5_400_000, null]);
  });

  it("changes the severity of a rule", () => {
    expect(reviewOf(PLAN, { settings: read("severities: {signer-disabled: attention}") }).verdict).toBe(
      "attention",
    );
  });
});

describe("an exception", () => {
  it("accepts its finding until the end of its last day", () => {
    const report = reviewOf(PLAN, { settings: exception("2026-12-01"), now: "2026-12-01T23:59:59Z" });
    expect(report).toMatchObject({ verdict: "clean", findings: [{ exception: { reason: "It moves." } }] });
  });

  it("accepts nothing afterwards, and its finding says so", () => {
    const report = reviewOf(PLAN, { settings: exception("2026-11-30") });
    expect(report.verdict).toBe("blocked");
    expect(report.findings[0]?.remedy).toContain("The exception for it ended on 2026-11-30.");
  });

  it("is judged by today when the clock of the report is older", () => {
    const settings = exception("2026-12-24");
    const late = { settings, now: "2026-12-01T09:00:00Z", today: Date.parse("2027-01-01T00:00:00Z") };
    expect(reviewOf(PLAN, late).verdict).toBe("blocked");
  });

  it("is judged by the clock of the report when today is older", () => {
    const settings = exception("2026-12-24");
    expect(reviewOf(PLAN, { settings, now: "2026-12-25T00:00:00Z", today: 0 }).verdict).toBe("blocked");
  });
});
