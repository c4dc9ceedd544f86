// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signers
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataNetfoundryJwtSignersConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only enabled signers (true) or only disabled ones (false).
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signers#enabled DataNetfoundryJwtSigners#enabled}
  */
  readonly enabled?: boolean | cdktf.IResolvable;
  /**
  * Only the signer with this issuer, compared exactly.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signers#issuer DataNetfoundryJwtSigners#issuer}
  */
  readonly issuer?: string;
}
export interface DataNetfoundryJwtSignersSigners {
}

export function dataNetfoundryJwtSignersSignersToTerraform(struct?: DataNetfoundryJwtSignersSigners): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryJwtSignersSignersToHclTerraform(struct?: DataNetfoundryJwtSignersSigners): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryJwtSignersSignersOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataNetfoundryJwtSignersSigners | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryJwtSignersSigners | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // issuer - computed: true, optional: false, required: false
  public get issuer() {
    return this.getStringAttribute('issuer');
  }

  // audience - computed: true, optional: false, required: false
  public get audience() {
    return this.getStringAttribute('audience');
  }

  // enabled - computed: true, optional: false, required: false
  public get enabled() {
    return this.getBooleanAttribute('enabled');
  }

  // jwks_endpoint - computed: true, optional: false, required: false
  public get jwksEndpoint() {
    return this.getStringAttribute('jwks_endpoint');
  }

  // cert_pem - computed: true, optional: false, required: false
  public get certPem() {
    return this.getStringAttribute('cert_pem');
  }

  // kid - computed: true, optional: false, required: false
  public get kid() {
    return this.getStringAttribute('kid');
  }

  // claims_property - computed: true, optional: false, required: false
  public get claimsProperty() {
    return this.getStringAttribute('claims_property');
  }

  // use_external_id - computed: true, optional: false, required: false
  public get useExternalId() {
    return this.getBooleanAttribute('use_external_id');
  }

  // client_id - computed: true, optional: false, required: false
  public get clientId() {
    return this.getStringAttribute('client_id');
  }

  // scopes - computed: true, optional: false, required: false
  public get scopes() {
    return cdktf.Fn.tolist(this.getListAttribute('scopes'));
  }

  // target_token - computed: true, optional: false, required: false
  public get targetToken() {
    return this.getStringAttribute('target_token');
  }

  // external_auth_url - computed: true, optional: false, required: false
  public get externalAuthUrl() {
    return this.getStringAttribute('external_auth_url');
  }

  // tags - computed: true, optional: false, required: false
  private _tags = new cdktf.StringMap(this, "tags");
  public get tags() {
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
}

export class DataNetfoundryJwtSignersSignersList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected override terraformResource: cdktf.IInterpolatingParent, protected override terraformAttribute: string, protected override wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataNetfoundryJwtSignersSignersOutputReference {
    return new DataNetfoundryJwtSignersSignersOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signers netfoundry_jwt_signers}
*/
export class DataNetfoundryJwtSigners extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_jwt_signers";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataNetfoundryJwtSigners resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataNetfoundryJwtSigners to import
  * @param importFromId The id of the existing DataNetfoundryJwtSigners that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signers#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataNetfoundryJwtSigners to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_jwt_signers", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signers netfoundry_jwt_signers} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataNetfoundryJwtSignersConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataNetfoundryJwtSignersConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'netfoundry_jwt_signers',
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
    this._enabled = config.enabled;
    this._issuer = config.issuer;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // enabled - computed: false, optional: true, required: false
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

  // issuer - computed: false, optional: true, required: false
  private _issuer?: string;
  public get issuer() {
    return this.getStringAttribute('issuer');
  }
  public set issuer(value: string) {
    this._issuer = value;
  }
  public resetIssuer() {
    this._issuer = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get issuerInput() {
    return this._issuer;
  }

  // signers - computed: true, optional: false, required: false
  private _signers = new DataNetfoundryJwtSignersSignersList(this, "signers", false);
  public get signers() {
    return this._signers;
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      enabled: cdktf.booleanToTerraform(this._enabled),
      issuer: cdktf.stringToTerraform(this._issuer),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      enabled: {
        value: cdktf.booleanToHclTerraform(this._enabled),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      issuer: {
        value: cdktf.stringToHclTerraform(this._issuer),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
