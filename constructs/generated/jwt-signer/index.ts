// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface JwtSignerConfig extends cdktf.TerraformMetaArguments {
  /**
  * Name of the signer, unique in the network.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#name JwtSigner#name}
  */
  readonly name: string;
  /**
  * The `iss` of its tokens, unique in the network. The comparison is exact: upper and lower case and a slash at the end count.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#issuer JwtSigner#issuer}
  */
  readonly issuer: string;
  /**
  * A value that the `aud` of its tokens must contain.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#audience JwtSigner#audience}
  */
  readonly audience: string;
  /**
  * Whether the network accepts tokens of the signer. True by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#enabled JwtSigner#enabled}
  */
  readonly enabled?: boolean | cdktf.IResolvable;
  /**
  * URL where the identity provider publishes its keys. Set exactly one of this and `cert_pem`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#jwks_endpoint JwtSigner#jwks_endpoint}
  */
  readonly jwksEndpoint?: string;
  /**
  * The certificate whose key signs the tokens: exactly one, in PEM. Set exactly one of this and `jwks_endpoint`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#cert_pem JwtSigner#cert_pem}
  */
  readonly certPem?: string;
  /**
  * The `kid` of tokens signed with `cert_pem`. Defaults to the fingerprint of the certificate.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#kid JwtSigner#kid}
  */
  readonly kid?: string;
  /**
  * The claim that identifies the person; `sub` by default. For a nested claim, give a JSON pointer such as `/user/email`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#claims_property JwtSigner#claims_property}
  */
  readonly claimsProperty?: string;
  /**
  * Whether to compare the claim with the external ID of an identity instead of its id. Identities that SCIM makes need `true`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#use_external_id JwtSigner#use_external_id}
  */
  readonly useExternalId?: boolean | cdktf.IResolvable;
  /**
  * The OAuth client id with which clients sign in at the identity provider.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#client_id JwtSigner#client_id}
  */
  readonly clientId?: string;
  /**
  * The OAuth scopes that clients ask for.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#scopes JwtSigner#scopes}
  */
  readonly scopes?: string[];
  /**
  * Which token clients send: `ACCESS` (the default) or `ID`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#target_token JwtSigner#target_token}
  */
  readonly targetToken?: string;
  /**
  * URL where clients send people to sign in.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#external_auth_url JwtSigner#external_auth_url}
  */
  readonly externalAuthUrl?: string;
  /**
  * Any notes on the signer.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#tags JwtSigner#tags}
  */
  readonly tags?: { [key: string]: string };
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer netfoundry_jwt_signer}
*/
export class JwtSigner extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_jwt_signer";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a JwtSigner resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the JwtSigner to import
  * @param importFromId The id of the existing JwtSigner that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the JwtSigner to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_jwt_signer", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/jwt_signer netfoundry_jwt_signer} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options JwtSignerConfig
  */
  public constructor(scope: Construct, id: string, config: JwtSignerConfig) {
    super(scope, id, {
      terraformResourceType: 'netfoundry_jwt_signer',
      terraformGeneratorMetadata: {
        providerName: 'netfoundry',
        providerVersionConstraint: '~> 0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._name = config.name;
    this._issuer = config.issuer;
    this._audience = config.audience;
    this._enabled = config.enabled;
    this._jwksEndpoint = config.jwksEndpoint;
    this._certPem = config.certPem;
    this._kid = config.kid;
    this._claimsProperty = config.claimsProperty;
    this._useExternalId = config.useExternalId;
    this._clientId = config.clientId;
    this._scopes = config.scopes;
    this._targetToken = config.targetToken;
    this._externalAuthUrl = config.externalAuthUrl;
    this._tags = config.tags;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // name - computed: false, optional: false, required: true
  private _name?: string;
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // issuer - computed: false, optional: false, required: true
  private _issuer?: string;
  public get issuer() {
    return this.getStringAttribute('issuer');
  }
  public set issuer(value: string) {
    this._issuer = value;
  }
  // Temporarily expose input value. Use with caution.
  public get issuerInput() {
    return this._issuer;
  }

  // audience - computed: false, optional: false, required: true
  private _audience?: string;
  public get audience() {
    return this.getStringAttribute('audience');
  }
  public set audience(value: string) {
    this._audience = value;
  }
  // Temporarily expose input value. Use with caution.
  public get audienceInput() {
    return this._audience;
  }

  // enabled - computed: true, optional: true, required: false
  private _enabled?: boolean | cdktf.IResolvable;
  public get enabled() {
    return this.getBooleanAttribute('enabled');
  }
  public set enabled(value: boolean | cdktf.IResolvable) {
    this._enabled = value;
  }
  public resetEnabled() {
    this._enabled = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enabledInput() {
    return this._enabled;
  }

  // jwks_endpoint - computed: false, optional: true, required: false
  private _jwksEndpoint?: string;
  public get jwksEndpoint() {
    return this.getStringAttribute('jwks_endpoint');
  }
  public set jwksEndpoint(value: string) {
    this._jwksEndpoint = value;
  }
  public resetJwksEndpoint() {
    this._jwksEndpoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get jwksEndpointInput() {
    return this._jwksEndpoint;
  }

  // cert_pem - computed: false, optional: true, required: false
  private _certPem?: string;
  public get certPem() {
    return this.getStringAttribute('cert_pem');
  }
  public set certPem(value: string) {
    this._certPem = value;
  }
  public resetCertPem() {
    this._certPem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certPemInput() {
    return this._certPem;
  }

  // kid - computed: false, optional: true, required: false
  private _kid?: string;
  public get kid() {
    return this.getStringAttribute('kid');
  }
  public set kid(value: string) {
    this._kid = value;
  }
  public resetKid() {
    this._kid = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get kidInput() {
    return this._kid;
  }

  // claims_property - computed: true, optional: true, required: false
  private _claimsProperty?: string;
  public get claimsProperty() {
    return this.getStringAttribute('claims_property');
  }
  public set claimsProperty(value: string) {
    this._claimsProperty = value;
  }
  public resetClaimsProperty() {
    this._claimsProperty = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get claimsPropertyInput() {
    return this._claimsProperty;
  }

  // use_external_id - computed: true, optional: true, required: false
  private _useExternalId?: boolean | cdktf.IResolvable;
  public get useExternalId() {
    return this.getBooleanAttribute('use_external_id');
  }
  public set useExternalId(value: boolean | cdktf.IResolvable) {
    this._useExternalId = value;
  }
  public resetUseExternalId() {
    this._useExternalId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get useExternalIdInput() {
    return this._useExternalId;
  }

  // client_id - computed: false, optional: true, required: false
  private _clientId?: string;
  public get clientId() {
    return this.getStringAttribute('client_id');
  }
  public set clientId(value: string) {
    this._clientId = value;
  }
  public resetClientId() {
    this._clientId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get clientIdInput() {
    return this._clientId;
  }

  // scopes - computed: true, optional: true, required: false
  private _scopes?: string[];
  public get scopes() {
    return cdktf.Fn.tolist(this.getListAttribute('scopes'));
  }
  public set scopes(value: string[]) {
    this._scopes = value;
  }
  public resetScopes() {
    this._scopes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get scopesInput() {
    return this._scopes;
  }

  // target_token - computed: true, optional: true, required: false
  private _targetToken?: string;
  public get targetToken() {
    return this.getStringAttribute('target_token');
  }
  public set targetToken(value: string) {
    this._targetToken = value;
  }
  public resetTargetToken() {
    this._targetToken = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get targetTokenInput() {
    return this._targetToken;
  }

  // external_auth_url - computed: false, optional: true, required: false
  private _externalAuthUrl?: string;
  public get externalAuthUrl() {
    return this.getStringAttribute('external_auth_url');
  }
  public set externalAuthUrl(value: string) {
    this._externalAuthUrl = value;
  }
  public resetExternalAuthUrl() {
    this._externalAuthUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get externalAuthUrlInput() {
    return this._externalAuthUrl;
  }

  // tags - computed: false, optional: true, required: false
  private _tags?: { [key: string]: string };
  public get tags() {
    return this.getStringMapAttribute('tags');
  }
  public set tags(value: { [key: string]: string }) {
    this._tags = value;
  }
  public resetTags() {
    this._tags = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tagsInput() {
    return this._tags;
  }

  // network_id - computed: true, optional: false, required: false
  public get networkId() {
    return this.getStringAttribute('network_id');
  }

  // controller_url - computed: true, optional: false, required: false
  public get controllerUrl() {
    return this.getStringAttribute('controller_url');
  }

  // cert_fingerprint - computed: true, optional: false, required: false
  public get certFingerprint() {
    return this.getStringAttribute('cert_fingerprint');
  }

  // cert_not_before - computed: true, optional: false, required: false
  public get certNotBefore() {
    return this.getStringAttribute('cert_not_before');
  }

  // cert_not_after - computed: true, optional: false, required: false
  public get certNotAfter() {
    return this.getStringAttribute('cert_not_after');
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      name: cdktf.stringToTerraform(this._name),
      issuer: cdktf.stringToTerraform(this._issuer),
      audience: cdktf.stringToTerraform(this._audience),
      enabled: cdktf.booleanToTerraform(this._enabled),
      jwks_endpoint: cdktf.stringToTerraform(this._jwksEndpoint),
      cert_pem: cdktf.stringToTerraform(this._certPem),
      kid: cdktf.stringToTerraform(this._kid),
      claims_property: cdktf.stringToTerraform(this._claimsProperty),
      use_external_id: cdktf.booleanToTerraform(this._useExternalId),
      client_id: cdktf.stringToTerraform(this._clientId),
      scopes: cdktf.listMapper(cdktf.stringToTerraform, false)(this._scopes),
      target_token: cdktf.stringToTerraform(this._targetToken),
      external_auth_url: cdktf.stringToTerraform(this._externalAuthUrl),
      tags: cdktf.hashMapper(cdktf.stringToTerraform)(this._tags),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      issuer: {
        value: cdktf.stringToHclTerraform(this._issuer),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      audience: {
        value: cdktf.stringToHclTerraform(this._audience),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      enabled: {
        value: cdktf.booleanToHclTerraform(this._enabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      jwks_endpoint: {
        value: cdktf.stringToHclTerraform(this._jwksEndpoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      cert_pem: {
        value: cdktf.stringToHclTerraform(this._certPem),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      kid: {
        value: cdktf.stringToHclTerraform(this._kid),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      claims_property: {
        value: cdktf.stringToHclTerraform(this._claimsProperty),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      use_external_id: {
        value: cdktf.booleanToHclTerraform(this._useExternalId),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      client_id: {
        value: cdktf.stringToHclTerraform(this._clientId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      scopes: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._scopes),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      target_token: {
        value: cdktf.stringToHclTerraform(this._targetToken),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      external_auth_url: {
        value: cdktf.stringToHclTerraform(this._externalAuthUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      tags: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._tags),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
