import type { AuthPolicy } from "../../contract/edge/auth-policy";
import type { JwtSigner } from "../../contract/edge/jwt-signer";
import type { Integration } from "../../contract/gateway/integration";
import type { MappingAnswer } from "../../contract/gateway/mapping";
import { policyFacts, signerFacts } from "../../contract/sign-in/from-api";
import type { IntegrationObject, MappingObject, PolicyObject, SignerObject } from "./objects";

const SOURCES: Readonly<Record<string, string>> = {
  NONE: "none",
  USER_NAME: "user_name",
  PRIMARY_EMAIL: "primary_email",
  CUSTOM: "custom",
};

const NAMES: Readonly<Record<string, string>> = {
  USER_NAME: "user_name",
  DISPLAY_NAME: "display_name",
  FORMATTED_NAME: "formatted_name",
  NICK_NAME: "nick_name",
};

export function livePolicy(policy: AuthPolicy, networkId: string | null): PolicyObject {
  return {
    id: policy.id,
    networkId,
    name: policy.name,
    change: null,
    facts: policyFacts(policy),
    certAllowed: policy.primary.cert.allowed,
    updbAllowed: policy.primary.updb.allowed,
  };
}

export function liveSigner(signer: JwtSigner, networkId: string | null): SignerObject {
  return { id: signer.id, networkId, name: signer.name, change: null, facts: signerFacts(signer.id, signer) };
}

export function liveIntegration({ id, networkId, name, integrationUrl }: Integration): IntegrationObject {
  return { id, networkId, name, change: null, url: integrationUrl };
}

export function liveMapping({ id, networkId, mapping }: Integration): MappingObject {
  return { integrationId: id, networkId, ...settingsOf(mapping), change: null };
}

function settingsOf(mapping: MappingAnswer) {
  const { authPolicyId, identityNameField, externalIdField, externalIdCustomPath } = mapping;
  return {
    policyId: authPolicyId,
    identityName: NAMES[identityNameField] ?? identityNameField,
    identityNameConflict: mapping.identityNameConflict === "userName" ? "user_name" : "refuse",
    externalIdSource: SOURCES[externalIdField] ?? externalIdField,
    externalIdPath: externalIdCustomPath,
  };
}
