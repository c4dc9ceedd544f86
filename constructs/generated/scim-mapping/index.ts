// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ScimMappingConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the `netfoundry_scim_integration` that the settings belong to. A change replaces the resource.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#integration_id ScimMapping#integration_id}
  */
  readonly integrationId: string;
  /**
  * The field of the user that becomes the name of the identity: `user_name` (the default), `display_name`, `formatted_name` or `nick_name`. When the field is empty, the user name is used.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#identity_name ScimMapping#identity_name}
  */
  readonly identityName?: string;
  /**
  * What happens when two identities of the network would get one name, as when two people have the same display name. `refuse` (the default) refuses the second user. `user_name` names the identity of the second user by its user name. A change applies to later pushes and keeps the names that identities have.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#identity_name_conflict ScimMapping#identity_name_conflict}
  */
  readonly identityNameConflict?: string;
  /**
  * Id of the auth policy that the identities get. Defaults to the default policy of the network, which accepts every JWT signer.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#auth_policy_id ScimMapping#auth_policy_id}
  */
  readonly authPolicyId?: string;
  /**
  * The external ID of the identity. A JWT signer with `use_external_id` compares it with its claim. It must be unique in the network. None by default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#external_id ScimMapping#external_id}
  */
  readonly externalId?: ScimMappingExternalId;
  /**
  * Whether destroying this resource resets the integration to the default settings, for every identity it has.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#reset_on_destroy ScimMapping#reset_on_destroy}
  */
  readonly resetOnDestroy?: boolean | cdktf.IResolvable;
}
export interface ScimMappingExternalId {
  /**
  * Where the external ID comes from: `none`, `user_name`, `primary_email`, or `custom`. `custom` takes the field that `path` names.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#source ScimMapping#source}
  */
  readonly source: string;
  /**
  * SCIM path of the field, such as `externalId` or `emails[type eq "work"].value`. Needed with `source = "custom"`; not allowed otherwise. When it matches several values, the primary one counts. Without a primary one, the identity keeps its external ID while that is among them; otherwise the server refuses the push.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#path ScimMapping#path}
  */
  readonly path?: string;
}

export function scimMappingExternalIdToTerraform(struct?: ScimMappingExternalId | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    source: cdktf.stringToTerraform(struct!.source),
    path: cdktf.stringToTerraform(struct!.path),
  }
}


export function scimMappingExternalIdToHclTerraform(struct?: ScimMappingExternalId | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    source: {
      value: cdktf.stringToHclTerraform(struct!.source),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    path: {
      value: cdktf.stringToHclTerraform(struct!.path),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class ScimMappingExternalIdOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): ScimMappingExternalId | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._source !== undefined) {
      hasAnyValues = true;
      internalValueResult.source = this._source;
    }
    if (this._path !== undefined) {
      hasAnyValues = true;
      internalValueResult.path = this._path;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: ScimMappingExternalId | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._source = undefined;
      this._path = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._source = value.source;
      this._path = value.path;
    }
  }

  // source - computed: true, optional: false, required: true
  private _source?: string;
  public get source() {
    return this.getStringAttribute('source');
  }
  public set source(value: string) {
    this._source = value;
  }
  // Temporarily expose input value. Use with caution.
  public get sourceInput() {
    return this._source;
  }

  // path - computed: true, optional: true, required: false
  private _path?: string;
  public get path() {
    return this.getStringAttribute('path');
  }
  public set path(value: string) {
    this._path = value;
  }
  public resetPath() {
    this._path = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pathInput() {
    return this._path;
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping netfoundry_scim_mapping}
*/
export class ScimMapping extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_scim_mapping";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ScimMapping resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ScimMapping to import
  * @param importFromId The id of the existing ScimMapping that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ScimMapping to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_scim_mapping", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_mapping netfoundry_scim_mapping} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ScimMappingConfig
  */
  public constructor(scope: Construct, id: string, config: ScimMappingConfig) {
    super(scope, id, {
      terraformResourceType: 'netfoundry_scim_mapping',
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
    this._identityName = config.identityName;
    this._identityNameConflict = config.identityNameConflict;
    this._authPolicyId = config.authPolicyId;
    this._externalId.internalValue = config.externalId;
    this._resetOnDestroy = config.resetOnDestroy;
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

  // identity_name - computed: true, optional: true, required: false
  private _identityName?: string;
  public get identityName() {
    return this.getStringAttribute('identity_name');
  }
  public set identityName(value: string) {
    this._identityName = value;
  }
  public resetIdentityName() {
    this._identityName = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get identityNameInput() {
    return this._identityName;
  }

  // identity_name_conflict - computed: true, optional: true, required: false
  private _identityNameConflict?: string;
  public get identityNameConflict() {
    return this.getStringAttribute('identity_name_conflict');
  }
  public set identityNameConflict(value: string) {
    this._identityNameConflict = value;
  }
  public resetIdentityNameConflict() {
    this._identityNameConflict = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get identityNameConflictInput() {
    return this._identityNameConflict;
  }

  // auth_policy_id - computed: true, optional: true, required: false
  private _authPolicyId?: string;
  public get authPolicyId() {
    return this.getStringAttribute('auth_policy_id');
  }
  public set authPolicyId(value: string) {
    this._authPolicyId = value;
  }
  public resetAuthPolicyId() {
    this._authPolicyId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get authPolicyIdInput() {
    return this._authPolicyId;
  }

  // external_id - computed: true, optional: true, required: false
  private _externalId = new ScimMappingExternalIdOutputReference(this, "external_id");
  public get externalId() {
    return this._externalId;
  }
  public putExternalId(value: ScimMappingExternalId) {
    this._externalId.internalValue = value;
  }
  public resetExternalId() {
    this._externalId.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get externalIdInput() {
    return this._externalId.internalValue;
  }

  // reset_on_destroy - computed: true, optional: true, required: false
  private _resetOnDestroy?: boolean | cdktf.IResolvable;
  public get resetOnDestroy() {
    return this.getBooleanAttribute('reset_on_destroy');
  }
  public set resetOnDestroy(value: boolean | cdktf.IResolvable) {
    this._resetOnDestroy = value;
  }
  public resetResetOnDestroy() {
    this._resetOnDestroy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get resetOnDestroyInput() {
    return this._resetOnDestroy;
  }

  // network_id - computed: true, optional: false, required: false
  public get networkId() {
    return this.getStringAttribute('network_id');
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      integration_id: cdktf.stringToTerraform(this._integrationId),
      identity_name: cdktf.stringToTerraform(this._identityName),
      identity_name_conflict: cdktf.stringToTerraform(this._identityNameConflict),
      auth_policy_id: cdktf.stringToTerraform(this._authPolicyId),
      external_id: scimMappingExternalIdToTerraform(this._externalId.internalValue),
      reset_on_destroy: cdktf.booleanToTerraform(this._resetOnDestroy),
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
      identity_name: {
        value: cdktf.stringToHclTerraform(this._identityName),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      identity_name_conflict: {
        value: cdktf.stringToHclTerraform(this._identityNameConflict),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      auth_policy_id: {
        value: cdktf.stringToHclTerraform(this._authPolicyId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      external_id: {
        value: scimMappingExternalIdToHclTerraform(this._externalId.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "ScimMappingExternalId",
      },
      reset_on_destroy: {
        value: cdktf.booleanToHclTerraform(this._resetOnDestroy),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
