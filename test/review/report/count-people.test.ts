import type { LiveAnswers, NetworkAnswers } from "../../../src/review/live/answers";
import { reviewOf } from "../support/review-of";
import { change, POLICY, planText, SIGNER, unchanged } from "../support/sample-plan";

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

const policy = unchanged("netfoundry_auth_policy", POLICY);
const mapping = { id: "i1", integration_id: "i1", auth_policy_id: "p1" };
const losesExternalId = change("netfoundry_scim_mapping", "it", {
  before: { ...mapping, external_id: { source: "user_name", path: null } },
  after: { ...mapping, external_id: null },
});
const peopleWith = (useExternalId: boolean) => {
  const signer = unchanged("netfoundry_jwt_signer", { ...SIGNER, use_external_id: useExternalId });
  return reviewOf(planText([signer, policy, losesExternalId]), { live: LIVE }).people;
};

describe("a policy that shuts people out", () => {
  const policyOf = (id: string, allowed: boolean) => ({
    id,
    name: id,
    primary: {
      cert: { allowed: false },
      ext_jwt: { allowed, allowed_signer_ids: ["s1"] },
      updb: { allowed: false },
    },
    secondary: { require_totp: false, jwt_signer_id: null },
  });
  const shut = change("netfoundry_auth_policy", "p1", {
    before: policyOf("p1", true),
    after: policyOf("p1", false),
  });
  const signer = unchanged("netfoundry_jwt_signer", { ...SIGNER, use_external_id: false });
  const moving = (isOpen: boolean) =>
    reviewOf(
      planText([
        shut,
        signer,
        unchanged("netfoundry_auth_policy", policyOf("p2", isOpen)),
        change("netfoundry_scim_mapping", "it", {
          before: mapping,
          after: { ...mapping, auth_policy_id: "p2" },
        }),
      ]),
      { live: LIVE },
    ).people;

  it("does not count those whom a mapping moves to a policy that lets them in", () => {
    expect(moving(true)?.lose ?? { atMost: 0 }).toMatchObject({ atMost: 0 });
  });

  it("counts those once whom a mapping moves to a policy that shuts them out too", () => {
    expect(moving(false)).toMatchObject({ all: { atMost: 25 }, lose: { atLeast: 25, atMost: 25 } });
  });

  it("counts those once whom their integration disables as it goes", () => {
    const integration = change("netfoundry_scim_integration", "it", {
      actions: ["delete"],
      before: { id: "i1", name: "Okta", identities_on_destroy: "disable" },
    });
    const held = change("netfoundry_scim_mapping", "it", { actions: ["delete"], before: mapping });
    const { people } = reviewOf(planText([shut, signer, integration, held]), { live: LIVE });
    expect(people).toMatchObject({ all: { atMost: 25 }, lose: { atLeast: 25, atMost: 25 } });
  });
});

describe("a mapping that takes the external ID", () => {
  it("counts its people as locked out where the signer matches by it", () => {
    expect(peopleWith(true)).toMatchObject({ lose: { atLeast: 25 } });
  });

  it("counts nobody where no signer matches by it", () => {
    expect(peopleWith(false)).toBeNull();
  });
});
