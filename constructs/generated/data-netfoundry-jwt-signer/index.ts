// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signer
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataNetfoundryJwtSignerConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the signer. Exactly one of this and `name`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signer#id DataNetfoundryJwtSigner#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * Name of the signer. Exactly one of this and `id`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signer#name DataNetfoundryJwtSigner#name}
  */
  readonly name?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signer netfoundry_jwt_signer}
*/
export class DataNetfoundryJwtSigner extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_jwt_signer";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataNetfoundryJwtSigner resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataNetfoundryJwtSigner to import
  * @param importFromId The id of the existing DataNetfoundryJwtSigner that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signer#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataNetfoundryJwtSigner to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_jwt_signer", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/jwt_signer netfoundry_jwt_signer} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataNetfoundryJwtSignerConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataNetfoundryJwtSignerConfig = {}) {
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
    this._id = config.id;
    this._name = config.name;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // id - computed: true, optional: true, required: false
  private _id?: string;
  public get id() {
    return this.getStringAttribute('id');
  }
  public set id(value: string) {
    this._id = value;
  }
  public resetId() {
    this._id = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get idInput() {
    return this._id;
  }

  // name - computed: true, optional: true, required: false
  private _name?: string;
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  public resetName() {
    this._name = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
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

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      id: cdktf.stringToTerraform(this._id),
      name: cdktf.stringToTerraform(this._name),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      id: {
        value: cdktf.stringToHclTerraform(this._id),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
