import type { PolicyFacts } from "../../contract/sign-in/facts";
import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { isUnknown, type PlannedOf } from "../../tfplugin";
import { maybeKnown, member } from "../sign-in/planned-value";
import type { authPolicySchema } from "./schema";

/** A policy as stored or as planned. */
export type PlannedPolicy = Pick<PlannedOf<typeof authPolicySchema>, "primary" | "secondary">;

/** The facts of a stored or planned policy. */
export function plannedPolicyFacts({ primary, secondary }: PlannedPolicy): PolicyFacts {
  const extJwt = member(primary, "ext_jwt");
  const signers = member(extJwt, "allowed_signer_ids");
  return {
    extJwtAllowed: maybeKnown(member(extJwt, "allowed")),
    allowedSigners: isUnknown(signers) ? NOT_KNOWN : signers.map((id) => maybeKnown(id)),
    requireTotp: maybeKnown(member(secondary, "require_totp")),
    requireExtJwtSigner: maybeKnown(member(secondary, "jwt_signer_id")),
  };
}
