// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ScimTokenConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the `netfoundry_scim_integration` the token opens. Changing it replaces the slot.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#integration_id ScimToken#integration_id}
  */
  readonly integrationId: string;
  /**
  * What the token is for. The API stores it with the token. A change takes effect with the next rotation.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#description ScimToken#description}
  */
  readonly description?: string;
  /**
  * How long a token lives, such as `8760h` or `90d` (units w, d, h, m, s). One year by default. With `never` it does not end, and the plan warns. A change takes effect with the next rotation.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#lifetime ScimToken#lifetime}
  */
  readonly lifetime?: string;
  /**
  * How long before its end a token is due for rotation, such as `30d`. The next run after that moment rotates it. When it is left out, the token is not rotated before it ends. A token that the server gives no longer life than this is due after two thirds of its life.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#rotate_before ScimToken#rotate_before}
  */
  readonly rotateBefore?: string;
  /**
  * How long the former token stays valid after a rotation, such as `4h`. In this time the identity provider can be given the new one. The server must offer an overlap, otherwise the plan fails: see `max_token_overlap_seconds` of the data source `netfoundry_scim_integration`. NetFoundry offers none today. When `overlap` is left out, the former token ends at once.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#overlap ScimToken#overlap}
  */
  readonly overlap?: string;
  /**
  * How soon after its mint the identity provider is expected to use a token, such as `3h`. When nobody has used the token by then, the next plan warns. It must be shorter than the time after which the token is rotated. Choose it shorter than `overlap`, so that the former token is still valid at the warning. When it is left out, nothing is expected: Okta, for one, sends nothing while nothing changes.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#expected_use_within ScimToken#expected_use_within}
  */
  readonly expectedUseWithin?: string;
  /**
  * Values whose change rotates the token, such as a date or a version. Adding the first triggers does not rotate it. Removing all triggers does not either.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#rotation_triggers ScimToken#rotation_triggers}
  */
  readonly rotationTriggers?: { [key: string]: string };
  /**
  * What to do about a live token that somebody minted outside the slot. `warn` (the default) leaves it and warns. `rotate` replaces it with a new one. `adopt` takes it over with the next refresh, without its value.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#on_external_rotation ScimToken#on_external_rotation}
  */
  readonly onExternalRotation?: string;
  /**
  * Whether destroying the slot revokes its token, and the former token if that is still valid. A token that was minted outside the slot is never revoked.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#revoke_on_destroy ScimToken#revoke_on_destroy}
  */
  readonly revokeOnDestroy?: boolean | cdktf.IResolvable;
  /**
  * Where the value of the token is kept. `state` (the default): in `token`, in clear text. `sealed`: in `token_sealed`, which only the private key of `sealing_public_key` opens. `none`: nowhere; only the apply that mints the token can use it. A change does not rotate the token. A change from `state` removes the value from the state.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#storage ScimToken#storage}
  */
  readonly storage?: string;
  /**
  * Public key in PEM that the token is sealed for: RSA of at least 2048 bits, EC P-256 or X25519. Needed with `storage = "sealed"`. A change takes effect with the next rotation.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#sealing_public_key ScimToken#sealing_public_key}
  */
  readonly sealingPublicKey?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token netfoundry_scim_token}
*/
export class ScimToken extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_scim_token";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ScimToken resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ScimToken to import
  * @param importFromId The id of the existing ScimToken that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ScimToken to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_scim_token", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_token netfoundry_scim_token} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ScimTokenConfig
  */
  public constructor(scope: Construct, id: string, config: ScimTokenConfig) {
    super(scope, id, {
      terraformResourceType: 'netfoundry_scim_token',
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
    this._integrationId = config.integrationId;
    this._description = config.description;
    this._lifetime = config.lifetime;
    this._rotateBefore = config.rotateBefore;
    this._overlap = config.overlap;
    this._expectedUseWithin = config.expectedUseWithin;
    this._rotationTriggers = config.rotationTriggers;
    this._onExternalRotation = config.onExternalRotation;
    this._revokeOnDestroy = config.revokeOnDestroy;
    this._storage = config.storage;
    this._sealingPublicKey = config.sealingPublicKey;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // integration_id - computed: false, optional: false, required: true
  private _integrationId?: string;
  public get integrationId() {
    return this.getStringAttribute('integration_id');
  }
  public set integrationId(value: string) {
    this._integrationId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get integrationIdInput() {
    return this._integrationId;
  }

  // description - computed: false, optional: true, required: false
  private _description?: string;
  public get description() {
    return this.getStringAttribute('description');
  }
  public set description(value: string) {
    this._description = value;
  }
  public resetDescription() {
    this._description = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get descriptionInput() {
    return this._description;
  }

  // lifetime - computed: true, optional: true, required: false
  private _lifetime?: string;
  public get lifetime() {
    return this.getStringAttribute('lifetime');
  }
  public set lifetime(value: string) {
    this._lifetime = value;
  }
  public resetLifetime() {
    this._lifetime = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get lifetimeInput() {
    return this._lifetime;
  }

  // rotate_before - computed: false, optional: true, required: false
  private _rotateBefore?: string;
  public get rotateBefore() {
    return this.getStringAttribute('rotate_before');
  }
  public set rotateBefore(value: string) {
    this._rotateBefore = value;
  }
  public resetRotateBefore() {
    this._rotateBefore = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotateBeforeInput() {
    return this._rotateBefore;
  }

  // overlap - computed: false, optional: true, required: false
  private _overlap?: string;
  public get overlap() {
    return this.getStringAttribute('overlap');
  }
  public set overlap(value: string) {
    this._overlap = value;
  }
  public resetOverlap() {
    this._overlap = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get overlapInput() {
    return this._overlap;
  }

  // expected_use_within - computed: false, optional: true, required: false
  private _expectedUseWithin?: string;
  public get expectedUseWithin() {
    return this.getStringAttribute('expected_use_within');
  }
  public set expectedUseWithin(value: string) {
    this._expectedUseWithin = value;
  }
  public resetExpectedUseWithin() {
    this._expectedUseWithin = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expectedUseWithinInput() {
    return this._expectedUseWithin;
  }

  // rotation_triggers - computed: false, optional: true, required: false
  private _rotationTriggers?: { [key: string]: string };
  public get rotationTriggers() {
    return this.getStringMapAttribute('rotation_triggers');
  }
  public set rotationTriggers(value: { [key: string]: string }) {
    this._rotationTriggers = value;
  }
  public resetRotationTriggers() {
    this._rotationTriggers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get rotationTriggersInput() {
    return this._rotationTriggers;
  }

  // on_external_rotation - computed: true, optional: true, required: false
  private _onExternalRotation?: string;
  public get onExternalRotation() {
    return this.getStringAttribute('on_external_rotation');
  }
  public set onExternalRotation(value: string) {
    this._onExternalRotation = value;
  }
  public resetOnExternalRotation() {
    this._onExternalRotation = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onExternalRotationInput() {
    return this._onExternalRotation;
  }

  // revoke_on_destroy - computed: true, optional: true, required: false
  private _revokeOnDestroy?: boolean | cdktf.IResolvable;
  public get revokeOnDestroy() {
    return this.getBooleanAttribute('revoke_on_destroy');
  }
  public set revokeOnDestroy(value: boolean | cdktf.IResolvable) {
    this._revokeOnDestroy = value;
  }
  public resetRevokeOnDestroy() {
    this._revokeOnDestroy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get revokeOnDestroyInput() {
    return this._revokeOnDestroy;
  }

  // storage - computed: true, optional: true, required: false
  private _storage?: string;
  public get storage() {
    return this.getStringAttribute('storage');
  }
  public set storage(value: string) {
    this._storage = value;
  }
  public resetStorage() {
    this._storage = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get storageInput() {
    return this._storage;
  }

  // sealing_public_key - computed: false, optional: true, required: false
  private _sealingPublicKey?: string;
  public get sealingPublicKey() {
    return this.getStringAttribute('sealing_public_key');
  }
  public set sealingPublicKey(value: string) {
    this._sealingPublicKey = value;
  }
  public resetSealingPublicKey() {
    this._sealingPublicKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sealingPublicKeyInput() {
    return this._sealingPublicKey;
  }

  // network_id - computed: true, optional: false, required: false
  public get networkId() {
    return this.getStringAttribute('network_id');
  }

  // token_id - computed: true, optional: false, required: false
  public get tokenId() {
    return this.getStringAttribute('token_id');
  }

  // generation - computed: true, optional: false, required: false
  public get generation() {
    return this.getNumberAttribute('generation');
  }

  // token - computed: true, optional: false, required: false
  public get token() {
    return this.getStringAttribute('token');
  }

  // token_sealed - computed: true, optional: false, required: false
  public get tokenSealed() {
    return this.getStringAttribute('token_sealed');
  }

  // fingerprint - computed: true, optional: false, required: false
  public get fingerprint() {
    return this.getStringAttribute('fingerprint');
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // expires_at - computed: true, optional: false, required: false
  public get expiresAt() {
    return this.getStringAttribute('expires_at');
  }

  // rotate_after - computed: true, optional: false, required: false
  public get rotateAfter() {
    return this.getStringAttribute('rotate_after');
  }

  // rotation_due - computed: true, optional: false, required: false
  public get rotationDue() {
    return this.getBooleanAttribute('rotation_due');
  }

  // previous_token_id - computed: true, optional: false, required: false
  public get previousTokenId() {
    return this.getStringAttribute('previous_token_id');
  }

  // previous_expires_at - computed: true, optional: false, required: false
  public get previousExpiresAt() {
    return this.getStringAttribute('previous_expires_at');
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      integration_id: cdktf.stringToTerraform(this._integrationId),
      description: cdktf.stringToTerraform(this._description),
      lifetime: cdktf.stringToTerraform(this._lifetime),
      rotate_before: cdktf.stringToTerraform(this._rotateBefore),
      overlap: cdktf.stringToTerraform(this._overlap),
      expected_use_within: cdktf.stringToTerraform(this._expectedUseWithin),
      rotation_triggers: cdktf.hashMapper(cdktf.stringToTerraform)(this._rotationTriggers),
      on_external_rotation: cdktf.stringToTerraform(this._onExternalRotation),
      revoke_on_destroy: cdktf.booleanToTerraform(this._revokeOnDestroy),
      storage: cdktf.stringToTerraform(this._storage),
      sealing_public_key: cdktf.stringToTerraform(this._sealingPublicKey),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      integration_id: {
        value: cdktf.stringToHclTerraform(this._integrationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      description: {
        value: cdktf.stringToHclTerraform(this._description),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      lifetime: {
        value: cdktf.stringToHclTerraform(this._lifetime),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      rotate_before: {
        value: cdktf.stringToHclTerraform(this._rotateBefore),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      overlap: {
        value: cdktf.stringToHclTerraform(this._overlap),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      expected_use_within: {
        value: cdktf.stringToHclTerraform(this._expectedUseWithin),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      rotation_triggers: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._rotationTriggers),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      on_external_rotation: {
        value: cdktf.stringToHclTerraform(this._onExternalRotation),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      revoke_on_destroy: {
        value: cdktf.booleanToHclTerraform(this._revokeOnDestroy),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      storage: {
        value: cdktf.stringToHclTerraform(this._storage),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      sealing_public_key: {
        value: cdktf.stringToHclTerraform(this._sealingPublicKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
