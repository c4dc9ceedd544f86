import type { LiveAnswers, NetworkAnswers } from "../../../src/review/live/answers";
import { readPlan } from "../../../src/review/plan/read-plan";
import type { Report } from "../../../src/review/report/report";
import { buildWorlds } from "../../../src/review/world/worlds";
import { reviewOf } from "../support/review-of";
import { change, planText, SIGNER } from "../support/sample-plan";

const NUMBERS = { identities: 25, withoutExternalId: 2 };
/** What a controller answers that has nothing but what the plan shows. */
const CONTROLLER: NetworkAnswers = {
  policies: [],
  signers: [],
  integrations: [],
  byPolicy: { p1: NUMBERS },
  byIntegration: { i1: NUMBERS },
  previews: {},
  tokens: {},
};
const LIVE: LiveAnswers = { defaultNetworkId: null, networks: { "": CONTROLLER }, problems: [] };

const policy = (signers: readonly (string | null)[], secondSigner: string | null = null, allowed = true) => ({
  id: "p1",
  name: "Staff",
  primary: {
    cert: { allowed: true },
    ext_jwt: { allowed, allowed_signer_ids: signers },
    updb: { allowed: false },
  },
  secondary: { require_totp: false, jwt_signer_id: secondSigner },
});
const signer = (id: string, before: object = {}, after: object = before) =>
  change("netfoundry_jwt_signer", id, {
    before: { ...SIGNER, id, name: id, issuer: `https://${id}.example.com`, ...before },
    after: { ...SIGNER, id, name: id, issuer: `https://${id}.example.com`, ...after },
  });
const staff = (before: object, after: object = before, more: object = {}) =>
  change("netfoundry_auth_policy", "staff", { before, after, ...more });

const found = ({ findings }: Report, code: string) => findings.find((finding) => finding.code === code);

describe("whom a plan affects", () => {
  it("counts those who need another second token as people who need another token", () => {
    const plan = planText([
      staff(policy(["s1"], "s2")),
      signer("s1", { use_external_id: false }),
      signer(
        "s2",
        { use_external_id: false },
        { use_external_id: false, issuer: "https://other.example.com" },
      ),
    ]);
    expect(found(reviewOf(plan, { live: LIVE }), "signer-token-changed")).toMatchObject({
      severity: "blocked",
      counts: { people: 25 },
    });
  });

  it("takes a second signer that nobody showed for one that may let people in", () => {
    const plan = planText([staff(policy([], "unseen"), policy([], "unseen", false))]);
    expect(reviewOf(plan)).toMatchObject({ verdict: "blocked", findings: [{ code: "policy-locks-out" }] });
  });

  it("counts those who lose sign-in among those whom another match of a signer affects", () => {
    const plan = planText([
      staff(policy(["s1"])),
      signer("s1", { use_external_id: false }, { use_external_id: true }),
    ]);
    expect(found(reviewOf(plan, { live: LIVE }), "signer-token-changed")?.counts).toEqual({
      people: 25,
      of: 25,
    });
  });

  it("tells of those who need another token beside those who lose sign-in", () => {
    const plan = planText([
      staff(policy(["s1"]), policy(["s2"])),
      signer("s1", { use_external_id: false }),
      signer("s2"),
    ]);
    const report = reviewOf(plan, { live: LIVE });
    expect(found(report, "policy-locks-out")?.counts.people).toBe(2);
    expect(found(report, "policy-other-token")?.counts.people).toBe(23);
  });

  it("tells of everybody whom the plan locks out where one change alone locks out a few", () => {
    const plan = planText([
      staff(policy(["s1", "s2"]), policy(["s2"])),
      signer("s1", { use_external_id: false }),
      signer("s2", {}, { enabled: false }),
    ]);
    const report = reviewOf(plan, { live: LIVE });
    expect(found(report, "policy-locks-out")?.counts).toMatchObject({ people: 25 });
  });

  it("names those who may need another token beside those whom a signer locks out", () => {
    const plan = planText([
      staff(policy(["s1", "s2"])),
      signer("s1", { use_external_id: false }, { use_external_id: false, enabled: false }),
      signer("s2"),
    ]);
    expect(found(reviewOf(plan, { live: LIVE }), "signer-disabled")?.effect).toBe(
      "The signer is switched off: 2 people can no longer sign in, and up to 23 people need a token of " +
        "another signer.",
    );
  });

  it("says that people may lose sign-in where nobody knows whether the signer stays on", () => {
    const plan = planText([
      staff(policy(["s1"])),
      change("netfoundry_jwt_signer", "s1", {
        before: { ...SIGNER, use_external_id: false },
        after: { ...SIGNER, use_external_id: false, enabled: null },
        after_unknown: { enabled: true },
      }),
    ]);
    expect(found(reviewOf(plan, { live: LIVE }), "answer-not-known")?.counts.atMost).toBe(25);
  });

  it("warns of a policy that nobody has yet, but that an integration gives", () => {
    const mapping = { integration_id: "i1", auth_policy_id: "p1" };
    const plan = planText([
      staff(policy(["s1"]), policy(["s1"], null, false)),
      signer("s1"),
      change("netfoundry_scim_mapping", "okta", { actions: ["no-op"], before: mapping, after: mapping }),
    ]);
    const nobody = { p1: { identities: 0, withoutExternalId: 0 } };
    const live = { ...LIVE, networks: { "": { ...CONTROLLER, byPolicy: nobody } } };
    expect(reviewOf(plan, { live }).findings).toMatchObject([
      { code: "policy-locks-out", effect: expect.stringMatching(/^Nobody whom its integration will make/) },
    ]);
  });

  it("blocks a mapping that gives people a policy of other tokens", () => {
    const [former, other] = [policy(["s1"]), { ...policy(["s2"]), id: "p2" }];
    const mapping = { integration_id: "i1", auth_policy_id: "p1" };
    const plan = planText([
      staff(former),
      change("netfoundry_auth_policy", "other", { actions: ["no-op"], before: other, after: other }),
      signer("s1", { use_external_id: false }),
      signer("s2", { use_external_id: false }),
      change("netfoundry_scim_mapping", "okta", {
        before: mapping,
        after: { ...mapping, auth_policy_id: "p2" },
      }),
    ]);
    const preview = {
      identities: 25,
      unchanged: 0,
      renamed: 0,
      rekeyed: 0,
      externalIdLost: 0,
      policyChanged: 25,
      conflicts: 0,
      samples: [],
    };
    const live = { ...LIVE, networks: { "": { ...CONTROLLER, previews: { i1: preview } } } };
    const report = reviewOf(plan, { live });
    expect(found(report, "policy-reassigned")).toMatchObject({
      severity: "blocked",
      effect: expect.stringContaining("25 people need another one"),
    });
    expect(report.people?.needAnotherToken).toEqual({ atLeast: 25, atMost: 25 });
  });

  it("tells of the second factor that the policy of a new mapping asks for", () => {
    const strict = { ...policy(["s1"]), id: "p2", secondary: { require_totp: true, jwt_signer_id: null } };
    const mapping = { integration_id: "i1", auth_policy_id: "p1" };
    const kept = { actions: ["no-op"], before: policy(["s1"]), after: policy(["s1"]) };
    const plan = planText([
      change("netfoundry_auth_policy", "staff", kept),
      change("netfoundry_auth_policy", "strict", { actions: ["no-op"], before: strict, after: strict }),
      signer("s1", { use_external_id: false }),
      change("netfoundry_scim_mapping", "okta", {
        before: mapping,
        after: { ...mapping, auth_policy_id: "p2" },
      }),
    ]);
    expect(found(reviewOf(plan, { live: LIVE }), "policy-reassigned")).toMatchObject({
      severity: "attention",
      effect: expect.stringContaining("second factor: 25 people need one."),
    });
  });

  it("says that nobody knows what a mapping does that goes to another integration that exists", () => {
    const mapping = {
      integration_id: "i1",
      auth_policy_id: "p1",
      external_id: { source: "custom", path: "externalId" },
    };
    const plan = planText([
      change("netfoundry_scim_mapping", "okta", {
        actions: ["delete", "create"],
        before: mapping,
        after: { ...mapping, integration_id: "i2" },
      }),
    ]);
    expect(reviewOf(plan).findings).toMatchObject([{ code: "mapping-on-old-integration" }]);
  });

  it("counts people whom a replaced integration disables as people who lose sign-in", () => {
    const plan = planText([
      change("netfoundry_scim_integration", "okta", {
        actions: ["delete", "create"],
        before: { id: "i1", name: "Okta", identities_on_destroy: "disable" },
        after: { name: "Okta", identities_on_destroy: "disable" },
        after_unknown: { id: true },
      }),
    ]);
    expect(reviewOf(plan, { live: LIVE }).people?.lose).toEqual({ atLeast: 25, atMost: 25 });
  });

  it("says that a forgotten integration lives on beside the one that replaces it", () => {
    const plan = planText([
      change("netfoundry_scim_integration", "okta", {
        actions: ["create", "forget"],
        before: { id: "i1", name: "Okta", identities_on_destroy: "delete" },
        after: { name: "Okta", identities_on_destroy: "delete" },
        after_unknown: { id: true },
      }),
    ]);
    expect(found(reviewOf(plan, { live: LIVE }), "integration-recreated")).toMatchObject({
      severity: "attention",
      effect: expect.stringContaining("25 people stay with it"),
    });
  });

  it.each(["first", "last"])("keeps a policy that another block imports, listed %s", (place) => {
    const moved = change("netfoundry_auth_policy", "kept", {
      actions: ["update"],
      before: policy(["s1"]),
      after: policy(["s1"]),
      importing: { id: "p1" },
    });
    const removed = change("netfoundry_auth_policy", "former", {
      actions: ["forget"],
      before: policy(["s1"], null, false),
    });
    const mapping = { integration_id: "i1", auth_policy_id: "p1" };
    const named = change("netfoundry_scim_mapping", "okta", {
      actions: ["no-op"],
      before: mapping,
      after: mapping,
    });
    const both = place === "first" ? [moved, removed] : [removed, moved];
    const worlds = buildWorlds(readPlan(planText([...both, named])), LIVE);
    expect(worlds.after.policy("p1", null)?.change?.address).toBe("netfoundry_auth_policy.kept");
  });
});

describe("signers that the plan does not know in full", () => {
  const planWith = (known: readonly string[], expression: object) =>
    planText(
      [
        staff(policy(["s1"]), policy([...known, null]), {
          after_unknown: {
            primary: { ext_jwt: { allowed_signer_ids: [...known.map(() => false), true] } },
          },
        }),
        signer("s1"),
        change("netfoundry_jwt_signer", "new", {
          actions: ["create"],
          after: { ...SIGNER, id: null },
          after_unknown: { id: true },
        }),
      ],
      {
        configuration: {
          root_module: {
            resources: [
              {
                mode: "managed",
                type: "netfoundry_auth_policy",
                name: "staff",
                expressions: { primary: expression },
              },
            ],
          },
        },
      },
    );
  const codesOf = (text: string) => reviewOf(text, { live: LIVE }).findings.map(({ code }) => code);

  it("keeps an id that no reference leads to", () => {
    const plan = planWith(["s1"], { references: ["netfoundry_jwt_signer.new.id"] });
    expect(codesOf(plan)).not.toContain("policy-other-token");
  });

  it("does not allow a signer that a conditional only refers to", () => {
    const plan = planWith([], {
      references: ["netfoundry_jwt_signer.s1.id", "netfoundry_jwt_signer.new.id"],
    });
    expect(codesOf(plan)).toContain("policy-other-token");
  });
});
