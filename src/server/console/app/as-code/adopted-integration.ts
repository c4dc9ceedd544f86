import type { AdoptedIntegration, Members } from "../../../../as-code/model/adopted";
import { Reference } from "../../../../as-code/model/adopted";
import { labelsFor } from "../../../../as-code/model/labels";
import type { MappingAnswer } from "../../../../contract/gateway/mapping";

/** What the console knows of an integration, or is about to send. */
export interface ShownIntegration {
  /** Null for one that does not exist yet. */
  readonly id: string | null;
  readonly name: string;
  readonly adoptIdentities: string;
  readonly mapping: MappingAnswer;
}

const IDENTITY_NAMES: Readonly<Record<string, string>> = {
  DISPLAY_NAME: "display_name",
  FORMATTED_NAME: "formatted_name",
  NICK_NAME: "nick_name",
};
const SOURCES: Readonly<Record<string, string>> = {
  USER_NAME: "user_name",
  PRIMARY_EMAIL: "primary_email",
  CUSTOM: "custom",
};

/** An integration and its mapping settings as a configuration. What only repeats a default is left out. */
export function adoptedIntegration({
  id,
  name,
  adoptIdentities,
  mapping,
}: ShownIntegration): AdoptedIntegration {
  const [label = "integration"] = labelsFor([name], "integration");
  const shared = { id: id ?? "", name, label, dependsOn: [] };
  const adopts = { externalId: "external_id", name: "name" }[adoptIdentities];
  return {
    ...shared,
    kind: "integration",
    arguments: { name, ...(adopts !== undefined && { adopt_identities: adopts }) },
    mapping: { ...shared, kind: "mapping", arguments: mappingArguments(label, mapping) },
    // The construct makes a token of its own accord.
    token: { ...shared, kind: "token", arguments: {} },
    isWithoutToken: false,
  };
}

function mappingArguments(label: string, mapping: MappingAnswer): Members {
  const identityName = IDENTITY_NAMES[mapping.identityNameField];
  const source = SOURCES[mapping.externalIdField];
  const path = mapping.externalIdCustomPath;
  return {
    integration_id: new Reference("integration", label),
    ...(identityName !== undefined && { identity_name: identityName }),
    ...(mapping.identityNameConflict === "userName" && { identity_name_conflict: "user_name" }),
    ...(mapping.authPolicyId !== "default" && { auth_policy_id: mapping.authPolicyId }),
    ...(source !== undefined && { external_id: { source, ...(path !== null && { path }) } }),
  };
}
