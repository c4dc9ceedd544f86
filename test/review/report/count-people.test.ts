import type { LiveAnswers, NetworkAnswers } from "../../../src/review/live/answers";
import { reviewOf } from "../support/review-of";
import { change, planText, SIGNER } from "../support/sample-plan";

const NUMBERS = { identities: 25, withoutExternalId: 0 };
const CONTROLLER: NetworkAnswers = {
  policies: [],
  signers: [],
  integrations: [],
  byPolicy: { p1: NUMBERS },
  byIntegration: { i1: NUMBERS },
  previews: {
    i1: {
      identities: 25,
      renamed: 0,
      rekeyed: 0,
      externalIdLost: 25,
      policyChanged: 0,
      clashes: 0,
      samples: [],
    },
  } as never,
  tokens: {},
};
const LIVE: LiveAnswers = { defaultNetworkId: null, networks: { "": CONTROLLER }, problems: [] };

const unchanged = (type: string, values: object) =>
  change(type, "it", { actions: ["no-op"], before: values, after: values });
const policy = unchanged("netfoundry_auth_policy", {
  id: "p1",
  name: "Staff",
  primary: {
    cert: { allowed: false },
    ext_jwt: { allowed: true, allowed_signer_ids: ["s1"] },
    updb: { allowed: false },
  },
  secondary: { require_totp: false, jwt_signer_id: null },
});
const mapping = { id: "i1", integration_id: "i1", auth_policy_id: "p1" };
const losesExternalId = change("netfoundry_scim_mapping", "it", {
  before: { ...mapping, external_id: { source: "user_name", path: null } },
  after: { ...mapping, external_id: null },
});
const peopleWith = (useExternalId: boolean) => {
  const signer = unchanged("netfoundry_jwt_signer", { ...SIGNER, use_external_id: useExternalId });
  return reviewOf(planText([signer, policy, losesExternalId]), { live: LIVE }).people;
};

describe("a mapping that takes the external ID", () => {
  it("counts its people as locked out where the signer matches by it", () => {
    expect(peopleWith(true)).toMatchObject({ lose: { atLeast: 25 } });
  });

  it("counts nobody where no signer matches by it", () => {
    expect(peopleWith(false)).toBeNull();
  });
});
