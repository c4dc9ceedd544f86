import { authPolicySchema } from "../../src/provider/auth-policy/schema";
import { authPolicySettings } from "../../src/provider/auth-policy/settings";
import { jwtSignerSchema } from "../../src/provider/jwt-signer/schema";
import { jwtSignerSettings } from "../../src/provider/jwt-signer/settings";
import { scimMappingSchema } from "../../src/provider/scim-mapping/schema";
import { type MappingAttributes, mappingOf } from "../../src/provider/scim-mapping/settings";
import { adoptedIntegration } from "../../src/server/console/app/as-code/adopted-integration";
import { adoptedPolicy } from "../../src/server/console/app/as-code/adopted-policy";
import { adoptedSigner } from "../../src/server/console/app/as-code/adopted-signer";
import { type PlanOf, PrivateState, type Schema } from "../../src/tfplugin";
import { fillDefaults } from "../../src/tfplugin/plan/fill-defaults";
import type { ObjectValue } from "../../src/tfplugin/value/type";

/** What the provider plans for a configuration that leaves out the rest. */
function planned<Planned>({ type }: Schema, config: ObjectValue): Planned {
  return fillDefaults(type, config) as Planned;
}

describe("the console leaves out what the provider fills in by itself", () => {
  test("of an auth policy", () => {
    const config = {
      name: "Staff",
      primary: { cert: { allowed: true }, ext_jwt: { allowed: true }, updb: { allowed: true } },
    };
    const plan = planned<PlanOf<typeof authPolicySchema>>(authPolicySchema, config);
    expect(adoptedPolicy(null, authPolicySettings(plan, new PrivateState(null))).arguments).toEqual(config);
  });

  test("of a JWT signer", () => {
    const config = {
      name: "Okta",
      issuer: "https://idp.example",
      audience: "netfoundry",
      jwks_endpoint: "https://idp.example/keys",
    };
    const plan = planned<PlanOf<typeof jwtSignerSchema>>(jwtSignerSchema, config);
    expect(adoptedSigner(null, jwtSignerSettings(plan, new PrivateState(null))).arguments).toEqual(config);
  });

  test("of mapping settings", () => {
    const mapping = mappingOf(planned<MappingAttributes>(scimMappingSchema, { integration_id: "1" }));
    const shown = adoptedIntegration({ id: "1", name: "Okta", adoptIdentities: "never", mapping });
    expect(Object.keys(shown.mapping?.arguments ?? {})).toEqual(["integration_id"]);
  });
});
