import { Construct } from "constructs";
import { member, type Problem, requiredText, text } from "../checks/checks";
import { ConstructError, refuseProblems } from "../checks/construct-error";
import { UniqueValue } from "../checks/unique-value";
import { DataNetfoundryScimIntegration } from "../generated/data-netfoundry-scim-integration";
import { ScimIntegration as ScimIntegrationResource } from "../generated/scim-integration";
import { addSignIn, signerIssuerProblem, signerNameProblem } from "../identity-provider/add-sign-in";
import type { IdentityProvider } from "../identity-provider/identity-provider";
import {
  MappingSettings,
  type MappingSettingsOptions,
  mappingSettingsProblems,
} from "../mapping/mapping-settings";
import { attributeOf } from "../resource/attribute-of";
import { ownResource } from "../resource/own-resource";
import type { ProviderProps, ResourceProps } from "../resource/resource-props";
import type { IAuthPolicy } from "../sign-in/auth-policy";
import type { JwtSigner } from "../sign-in/jwt-signer";
import type { AuthToken } from "../token/auth-token";
import { TokenRotation } from "../token/token-rotation";
import { type TokenRotationOptions, tokenRotationProblems } from "../token/token-rotation-options";
import { AdoptIdentities } from "./adopt-identities";
import { IdentitiesOnDestroy } from "./identities-on-destroy";
import { setNetworkOf } from "./network-of";
import type { IScimIntegration } from "./scim-integration-interface";

const names = new UniqueValue("name", "give the integration a name of its own");

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
  /**
   * Where its people come from. It sets the external ID. When it knows issuer and audience, a JWT signer is
   * made and, unless authPolicy is given, an auth policy that accepts its tokens only. So people can sign in.
   *
   * @default - nothing is known of the identity provider, and no signer is made
   */
  readonly identityProvider?: IdentityProvider;
}

/** An integration that is managed elsewhere. */
class ImportedIntegration extends Construct implements IScimIntegration {
  integrationId = "";
}

/** Where to look for an integration that is managed elsewhere. */
export interface IntegrationLookUp extends ProviderProps {
  /**
   * Id of the network it belongs to.
   *
   * @default - the network of the provider
   */
  readonly networkId?: string;
}

/**
 * A SCIM integration with its mapping settings and its auth token. An identity provider pushes users and
 * groups to it, and NetFoundry makes identities of them.
 */
export class ScimIntegration extends Construct implements IScimIntegration {
  /** An integration that is managed elsewhere, by its id. */
  static fromIntegrationId(scope: Construct, id: string, integrationId: string): IScimIntegration {
    const imported = new ImportedIntegration(scope, id);
    const fix = "give the ID that the console shows for the integration";
    refuseProblems(imported, [requiredText("integrationId", integrationId, fix)]);
    imported.integrationId = integrationId;
    return imported;
  }

  /** An integration that is managed elsewhere, by its name. Terraform looks it up in every run. */
  static fromIntegrationName(
    scope: Construct,
    id: string,
    integrationName: string,
    { networkId, provider }: IntegrationLookUp = {},
  ): IScimIntegration {
    const imported = new ImportedIntegration(scope, id);
    const fix = "give the name that the console shows for the integration";
    refuseProblems(imported, [requiredText("integrationName", integrationName, fix)]);
    const settings = { name: integrationName, networkId, provider };
    imported.integrationId = new DataNetfoundryScimIntegration(imported, "Default", settings).id;
    setNetworkOf(imported, networkId);
    return imported;
  }

  /** Id of the integration. */
  readonly integrationId: string;
  /** Where the identity provider sends its SCIM requests. */
  readonly integrationUrl: string;
  /**
   * What to paste into the identity provider as its SCIM address: the integration URL. With
   * `IdentityProvider.entraId` it carries the flag that makes Entra ID follow the RFC.
   */
  readonly tenantUrl: string;
  /** Name of the integration. */
  readonly integrationName: string;
  /** Its mapping settings. */
  readonly mappingSettings: MappingSettings;
  /** The slot of its auth token; undefined with `token: false`. */
  readonly tokenRotation: TokenRotation | undefined;
  /** The signer of the identity provider's tokens; undefined unless its issuer and audience are known. */
  readonly jwtSigner: JwtSigner | undefined;
  /** The policy that its identities get; undefined for the default policy of the network. */
  readonly authPolicy: IAuthPolicy | undefined;

  constructor(scope: Construct, id: string, props: ScimIntegrationProps) {
    super(scope, id);
    const { name, networkId, identitiesOnDestroy, adoptIdentities, provider, forEach } = props;
    const { identityName, identityNameConflict, identityProvider } = props;
    const token = props.token ?? {};
    const place = { construct: this, provider, networkId, forEach };
    refuseProblems(this, [
      ...scimIntegrationProblems(props),
      names.problem(name, place) ?? signerNameProblem(this, props),
      signerIssuerProblem(this, props),
    ]);
    names.take(name, place);
    const signIn = identityProvider && addSignIn(this, identityProvider, props);
    this.jwtSigner = signIn?.signer;
    this.authPolicy = signIn?.policy ?? props.authPolicy;
    const policy = ownResource(this, this.authPolicy);
    const resource = new ScimIntegrationResource(this, "Default", {
      name,
      networkId,
      identitiesOnDestroy,
      adoptIdentities,
      provider,
      forEach,
      // Only the mapping names the policy. Without this, Terraform destroys the integration and the policy at
      // the same time. The API refuses to delete a policy while an integration assigns it.
      dependsOn: policy && [policy],
    });
    this.integrationId = attributeOf(resource, "id");
    this.integrationUrl = attributeOf(resource, "integration_url");
    this.tenantUrl = identityProvider?.tenantUrl(this.integrationUrl) ?? this.integrationUrl;
    this.integrationName = attributeOf(resource, "name");
    setNetworkOf(this, networkId);
    this.mappingSettings = new MappingSettings(this, "mapping", {
      integration: this,
      identityName,
      identityNameConflict,
      authPolicy: this.authPolicy,
      externalId: props.externalId ?? identityProvider?.externalId,
      provider,
      forEach,
    });
    this.tokenRotation =
      token === false
        ? undefined
        : new TokenRotation(this, "token", { ...token, integration: this, provider, forEach });
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

function scimIntegrationProblems(props: ScimIntegrationProps): Problem[] {
  const { name, networkId, identitiesOnDestroy, adoptIdentities, externalId, identityProvider } = props;
  return [
    requiredText("name", name, "give the name that the console is to show"),
    text("networkId", networkId, "give the ID of a network, or leave it out for the provider's"),
    member("identitiesOnDestroy", identitiesOnDestroy, "IdentitiesOnDestroy", IdentitiesOnDestroy),
    member("adoptIdentities", adoptIdentities, "AdoptIdentities", AdoptIdentities),
    ...mappingSettingsProblems(props),
    ...(props.token === false ? [] : tokenRotationProblems(props.token ?? {}, "token.")),
    ...(identityProvider?.problems("identityProvider.") ?? []),
    externalId && identityProvider
      ? "externalId must be left out with identityProvider, which sets it; to match by something else, use " +
        `identityProvider.signedInBy("${identityProvider.claim}", externalId)`
      : null,
  ];
}
