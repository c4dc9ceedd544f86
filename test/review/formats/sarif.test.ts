import { render } from "../../../src/review/formats/render";
import { reviewOf } from "../support/review-of";
import { change, planText, SIGNER } from "../support/sample-plan";

test("two findings of one code and address have two fingerprints, and the first keeps its own", () => {
  const signer = { actions: ["update"], before: SIGNER, after: { ...SIGNER, enabled: false } };
  const report = reviewOf(planText([change("netfoundry_jwt_signer", "okta", signer)]));
  const [finding] = report.findings;
  if (finding === undefined) throw new Error("no finding");
  const fingerprints = (findings: typeof report.findings): string[] => {
    const text = render({ ...report, findings }, "sarif", {
      planPath: "plan.json",
      paint: (_, text) => text,
    });
    const results: { partialFingerprints: Record<string, string> }[] = JSON.parse(text).runs[0].results;
    return results.map(({ partialFingerprints }) => partialFingerprints["codeAndAddress/v1"] ?? "");
  };
  const [alone] = fingerprints([finding]);
  const [first, second] = fingerprints([finding, { ...finding, effect: "It does something else too." }]);
  expect(first).toBe(alone);
  expect(second).not.toBe(first);
});
