import { reviewOf } from "../support/review-of";
import { change, planText, SIGNER } from "../support/sample-plan";

const DELETE_FIRST = ["delete", "create"];
const CREATE_FIRST = ["create", "delete"];
const policyOf = (id: string | null, signers: readonly (string | null)[]) => ({
  id,
  name: "Staff",
  primary: {
    cert: { allowed: false },
    ext_jwt: { allowed: true, allowed_signer_ids: signers },
    updb: { allowed: false },
  },
  secondary: { require_totp: false, jwt_signer_id: null },
});
const naming = (type: string, attribute: string, target: string) => ({
  configuration: {
    root_module: {
      resources: [
        { mode: "managed", type, name: "it", expressions: { [attribute]: { references: [target] } } },
      ],
    },
  },
});
const mapping = { id: "i1", integration_id: "i1", auth_policy_id: "p1" };

function ofReplacedPolicy(actions: readonly string[]) {
  const plan = planText(
    [
      change("netfoundry_auth_policy", "staff", {
        actions,
        before: policyOf("p1", ["s1"]),
        after: policyOf(null, ["s1"]),
        after_unknown: { id: true },
      }),
      change("netfoundry_scim_mapping", "it", {
        before: mapping,
        after: { ...mapping, auth_policy_id: null },
        after_unknown: { auth_policy_id: true },
      }),
    ],
    naming("netfoundry_scim_mapping", "auth_policy_id", "netfoundry_auth_policy.staff.id"),
  );
  return reviewOf(plan).findings.filter(({ code }) => code === "deleted-still-named");
}

function ofReplacedSigner(actions: readonly string[]) {
  const plan = planText(
    [
      change("netfoundry_jwt_signer", "idp", {
        actions,
        before: SIGNER,
        after: { ...SIGNER, id: null },
        after_unknown: { id: true },
      }),
      change("netfoundry_auth_policy", "it", {
        before: policyOf("p1", ["s1"]),
        after: { ...policyOf("p1", []), primary: { ext_jwt: { allowed: true } } },
        after_unknown: { primary: { ext_jwt: { allowed_signer_ids: true } } },
      }),
    ],
    naming("netfoundry_auth_policy", "primary", "netfoundry_jwt_signer.idp.id"),
  );
  return reviewOf(plan).findings.filter(({ code }) => code === "deleted-still-named");
}

describe("an object that is replaced while another names it", () => {
  it("cannot be deleted first when a mapping moves to the new policy", () => {
    expect(ofReplacedPolicy(DELETE_FIRST)).toMatchObject([
      { severity: "blocked", effect: expect.stringContaining("1 integration moves on only later") },
    ]);
  });

  it("cannot be deleted first when a policy moves to the new signer", () => {
    expect(ofReplacedSigner(DELETE_FIRST)).toMatchObject([
      { severity: "blocked", effect: expect.stringContaining("1 auth policy moves on only later") },
    ]);
  });

  it("can go once the new one is made", () => {
    expect([...ofReplacedPolicy(CREATE_FIRST), ...ofReplacedSigner(CREATE_FIRST)]).toEqual([]);
  });
});
