import { Construct } from "constructs";
import { member, type Problem } from "../checks/checks";
import { refuseProblems } from "../checks/construct-error";
import { ScimMapping } from "../generated/scim-mapping";
import { networkOf } from "../integration/network-of";
import { OnePerIntegration } from "../integration/one-per-integration";
import type { IScimIntegration } from "../integration/scim-integration-interface";
import type { ResourceProps } from "../resource/resource-props";
import type { IAuthPolicy } from "../sign-in/auth-policy";
import { mappings } from "../sign-in/external-id-match";
import { signInWays } from "../sign-in/sign-in-ways";
import { type ExternalId, externalIdProblem } from "./external-id";
import { IdentityName } from "./identity-name";
import { IdentityNameConflict } from "./identity-name-conflict";

const settings = new OnePerIntegration(
  "mapping settings",
  "two would undo each other, so give yours to the ScimIntegration, or take one of them out",
);

/** How a SCIM user becomes an identity. */
export interface MappingSettingsOptions {
  /**
   * Which attribute of the user becomes the name of the identity.
   *
   * @default IdentityName.USER_NAME
   */
  readonly identityName?: IdentityName;
  /**
   * What happens when two identities of the network would get one name.
   *
   * @default IdentityNameConflict.REFUSE
   */
  readonly identityNameConflict?: IdentityNameConflict;
  /**
   * The auth policy that the identities get.
   *
   * @default - the default policy of the network
   */
  readonly authPolicy?: IAuthPolicy;
  /**
   * What becomes the external ID of the identity.
   *
   * @default ExternalId.none()
   */
  readonly externalId?: ExternalId;
}

/** The integration, and how its users become identities. */
export interface MappingSettingsProps extends MappingSettingsOptions, ResourceProps {
  /** The integration that the settings belong to. */
  readonly integration: IScimIntegration;
  /**
   * Whether destroying the settings sets the integration back to the defaults, for every identity it has.
   *
   * @default false
   */
  readonly resetOnDestroy?: boolean;
}

/**
 * The mapping settings of an integration. A change applies to every identity of the integration at once.
 * `terraform plan` shows how many identities it affects.
 */
export class MappingSettings extends Construct {
  constructor(scope: Construct, id: string, props: MappingSettingsProps) {
    super(scope, id);
    const { integration, identityName, identityNameConflict, authPolicy, externalId } = props;
    const { resetOnDestroy, provider, forEach } = props;
    refuseProblems(this, [...mappingSettingsProblems(props), settings.problem(integration)]);
    settings.take(integration, this);
    new ScimMapping(this, "Default", {
      integrationId: integration.integrationId,
      identityName,
      identityNameConflict,
      authPolicyId: authPolicy?.authPolicyId,
      externalId: externalId && { source: externalId.source, path: externalId.path },
      resetOnDestroy,
      provider,
      forEach,
    });
    const networkId = networkOf(integration);
    const setsExternalId = (externalId?.source ?? "none") !== "none";
    mappings.add({ construct: this, provider, networkId, setsExternalId, policy: authPolicy });
    if (!setsExternalId) this.node.addValidation({ validate: () => externalIdNeeded(authPolicy) });
  }
}

/** The problem, at the end of the synthesis, of no external ID with a policy that needs one. */
function externalIdNeeded(policy: IAuthPolicy | undefined): string[] {
  const ways = policy && signInWays.get(policy)?.();
  if (policy === undefined || ways === undefined) return [];
  if (!ways.jwt || ways.certificate || ways.password) return [];
  return [
    "externalId must be set with an authPolicy that lets people in by a JWT only, got ExternalId.none() " +
      `with ${policy.node.path}, so nobody could sign in; give what the claim of the token holds, such as ` +
      "ExternalId.primaryEmail()",
  ];
}

/** The problems of the options. */
export function mappingSettingsProblems(options: MappingSettingsOptions): Problem[] {
  const { identityName, identityNameConflict, externalId } = options;
  return [
    member("identityName", identityName, "IdentityName", IdentityName),
    member("identityNameConflict", identityNameConflict, "IdentityNameConflict", IdentityNameConflict),
    externalIdProblem("externalId", externalId),
  ];
}
