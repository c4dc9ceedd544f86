import { Construct } from "constructs";
import { member, requiredText, text } from "../checks/checks";
import { ConstructError, refuseProblems } from "../checks/construct-error";
import { ScimIntegration as ScimIntegrationResource } from "../generated/scim-integration";
import {
  MappingSettings,
  type MappingSettingsOptions,
  mappingSettingsProblems,
} from "../mapping/mapping-settings";
import { ownResource } from "../resource/own-resource";
import type { ResourceProps } from "../resource/resource-props";
import type { AuthToken } from "../token/auth-token";
import { TokenRotation } from "../token/token-rotation";
import { type TokenRotationOptions, tokenRotationProblems } from "../token/token-rotation-options";
import { AdoptIdentities } from "./adopt-identities";
import { IdentitiesOnDestroy } from "./identities-on-destroy";
import type { IScimIntegration } from "./scim-integration-interface";

/** The integration, how its users become identities, and its token. */
export interface ScimIntegrationProps extends MappingSettingsOptions, ResourceProps {
  /** Name of the integration, unique in its network. */
  readonly name: string;
  /**
   * Id of the network it belongs to. Changing it replaces the integration.
   *
   * @default - the network of the provider
   */
  readonly networkId?: string;
  /**
   * What becomes of the identities it made when it is destroyed.
   *
   * @default IdentitiesOnDestroy.KEEP
   */
  readonly identitiesOnDestroy?: IdentitiesOnDestroy;
  /**
   * Whether a new user takes over an identity that no integration owns, as one that a destroyed integration
   * left. An administrator or an identity with permissions is never adopted.
   *
   * @default AdoptIdentities.NEVER
   */
  readonly adoptIdentities?: AdoptIdentities;
  /**
   * How its auth token is minted and rotated; false for no token, and then it accepts no push.
   *
   * @default - a token that lives one year and is not rotated before it ends
   */
  readonly token?: TokenRotationOptions | false;
}

/**
 * A SCIM integration with its mapping settings and its auth token. An identity provider pushes users and
 * groups to it, and NetFoundry makes identities of them.
 */
export class ScimIntegration extends Construct implements IScimIntegration {
  /** An integration that is managed elsewhere. */
  static fromIntegrationId(scope: Construct, id: string, integrationId: string): IScimIntegration {
    class ImportedIntegration extends Construct implements IScimIntegration {
      readonly integrationId = integrationId;
    }
    const imported = new ImportedIntegration(scope, id);
    const fix = "give the ID that the console shows for the integration";
    refuseProblems(imported, [requiredText("integrationId", integrationId, fix)]);
    return imported;
  }

  readonly integrationId: string;
  /** Where the identity provider sends its SCIM requests. */
  readonly integrationUrl: string;
  /** Name of the integration. */
  readonly integrationName: string;
  /** Its mapping settings. */
  readonly mappingSettings: MappingSettings;
  /** The slot of its auth token; undefined with `token: false`. */
  readonly tokenRotation: TokenRotation | undefined;

  constructor(scope: Construct, id: string, props: ScimIntegrationProps) {
    super(scope, id);
    const { name, networkId, identitiesOnDestroy, adoptIdentities, provider } = props;
    const { identityName, identityNameConflict, authPolicy, externalId } = props;
    const token = props.token ?? {};
    refuseProblems(this, [
      requiredText("name", name, "give the name that the console is to show"),
      text("networkId", networkId, "give the ID of a network, or leave it out for the provider's"),
      member("identitiesOnDestroy", identitiesOnDestroy, "IdentitiesOnDestroy", IdentitiesOnDestroy),
      member("adoptIdentities", adoptIdentities, "AdoptIdentities", AdoptIdentities),
      ...mappingSettingsProblems(props),
      ...(token === false ? [] : tokenRotationProblems(token, "token.")),
    ]);
    const policy = ownResource(this, authPolicy);
    const resource = new ScimIntegrationResource(this, "Default", {
      name,
      networkId,
      identitiesOnDestroy,
      adoptIdentities,
      provider,
      // Only the mapping names the policy. Without this, Terraform destroys the integration and the policy at
      // the same time. The API refuses to delete a policy while an integration assigns it.
      dependsOn: policy && [policy],
    });
    this.integrationId = resource.id;
    this.integrationUrl = resource.integrationUrl;
    this.integrationName = resource.name;
    this.mappingSettings = new MappingSettings(this, "mapping", {
      integration: this,
      identityName,
      identityNameConflict,
      authPolicy,
      externalId,
      provider,
    });
    this.tokenRotation =
      token === false
        ? undefined
        : new TokenRotation(this, "token", { ...token, integration: this, provider });
  }

  /** Its auth token, as a reference. Throws ConstructError with `token: false`. */
  get authToken(): AuthToken {
    if (this.tokenRotation !== undefined) return this.tokenRotation.authToken;
    throw new ConstructError(this, [
      "there is no auth token, because token is false; leave token out, or use the authToken of the " +
        "TokenRotation that you added",
    ]);
  }
}
