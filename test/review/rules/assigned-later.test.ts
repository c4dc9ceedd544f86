import type { LiveAnswers, NetworkAnswers } from "../../../src/review/live/answers";
import { reviewOf } from "../support/review-of";
import { change, POLICY, planText, SIGNER, unchanged } from "../support/sample-plan";

const NOBODY = { identities: 0, withoutExternalId: 0 };
const CONTROLLER: NetworkAnswers = {
  policies: [],
  signers: [],
  integrations: [],
  byPolicy: { p1: NOBODY },
  byIntegration: { i1: NOBODY },
  previews: {},
  tokens: {},
};
const LIVE: LiveAnswers = { defaultNetworkId: null, networks: { "": CONTROLLER }, problems: [] };

const policy = unchanged("netfoundry_auth_policy", POLICY);
const MAPPING = unchanged("netfoundry_scim_mapping", {
  id: "i1",
  integration_id: "i1",
  auth_policy_id: "p1",
});

describe.each([
  ["signer-disabled", { actions: ["update"], before: SIGNER, after: { ...SIGNER, enabled: false } }],
  ["signer-removed", { actions: ["delete"], before: SIGNER, after: null }],
])("%s, of a signer whose policy nobody has today", (code, values) => {
  const signer = change("netfoundry_jwt_signer", "it", values);
  const finding = (...more: object[]) =>
    reviewOf(planText([signer, policy, ...more]), { live: LIVE }).findings.find((one) => one.code === code);

  it("is an information where no integration gives the policy", () => {
    expect(finding()).toMatchObject({ severity: "info" });
  });

  it("blocks where an integration gives the policy to everybody whom it makes", () => {
    expect(finding(MAPPING)).toMatchObject({
      severity: "blocked",
      effect: expect.stringContaining(
        "Nobody whom its integration will make can sign in: the policy no longer allows an enabled " +
          "JWT signer",
      ),
    });
  });
});
