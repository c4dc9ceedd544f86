import { readPlan } from "../../../src/review/plan/read-plan";
import { reviewOf } from "../support/review-of";
import { change, planText, SIGNER } from "../support/sample-plan";

describe("reading a plan", () => {
  it.each([
    ["nothing", "", /is empty/],
    ["a plan file", "PK\u0003\u0004", /is a plan file, not its JSON/],
    ["a log", '{"@level":"info"}\n{"@level":"info"}', /is the log of terraform plan -json/],
    ["the JSON of a state", '{"format_version":"1.0","values":{}}', /JSON of a state/],
    ["some other JSON", "{}", /no format_version/],
    ["a list", "[]", /no format_version/],
    ["a later format", '{"format_version":"2.0"}', /format version 2\.0/],
    ["a damaged plan", planText([{ address: 1 }]), /resource_changes\.0\.address/],
  ])("refuses %s and says what to give", (_, text, message) => {
    expect(() => readPlan(text)).toThrow(message);
  });

  it("takes deferred changes for a part of the plan", () => {
    const plan = readPlan(planText([], { deferred_changes: [{ reason: "resource_config_unknown" }] }));
    expect(plan.partial).toBe("deferred");
  });

  it("knows an object that is replaced and forgotten, which destroys nothing", () => {
    const replaced = change("netfoundry_jwt_signer", "it", {
      actions: ["create", "forget"],
      before: SIGNER,
      after: { ...SIGNER, id: undefined },
      after_unknown: { id: true },
    });
    expect(reviewOf(planText([replaced])).findings.map(({ code }) => code)).not.toContain("signer-removed");
  });

  it("ignores what it does not know", () => {
    expect(readPlan(planText([], { brand_new: { key: 1 } })).changes).toEqual([]);
  });

  it("takes a plan of OpenTofu, which says neither applyable nor complete", () => {
    const plan = readPlan('{"format_version":"1.2","resource_changes":[],"errored":false}');
    expect(plan).toMatchObject({ partial: null, isRefreshOnly: false, isErrored: false });
  });
});
