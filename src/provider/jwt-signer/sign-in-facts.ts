import type { SignerFacts } from "../../contract/sign-in/facts";
import { keysOf, plainClaim } from "../../contract/sign-in/from-api";
import { type MaybeKnown, NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { isUnknown, type PlannedOf } from "../../tfplugin";
import { maybeKnown } from "../sign-in/planned-value";
import type { jwtSignerSchema } from "./schema";

type Planned = PlannedOf<typeof jwtSignerSchema>;

/** The facts of a stored or planned signer. */
export function plannedSignerFacts(id: string, plan: Planned): SignerFacts {
  const { claims_property } = plan;
  return {
    id,
    isEnabled: maybeKnown(plan.enabled),
    token: {
      issuer: maybeKnown(plan.issuer),
      audience: maybeKnown(plan.audience),
      claimsProperty: isUnknown(claims_property) ? NOT_KNOWN : plainClaim(claims_property),
      keys: plannedKeys(plan),
      useExternalId: maybeKnown(plan.use_external_id),
    },
  };
}

function plannedKeys({ jwks_endpoint, cert_pem, kid }: Planned): MaybeKnown<string | null> {
  if (isUnknown(jwks_endpoint) || isUnknown(cert_pem) || isUnknown(kid)) return NOT_KNOWN;
  return keysOf({ jwksEndpoint: jwks_endpoint, certPem: cert_pem, kid });
}
