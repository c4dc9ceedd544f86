// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_integration
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface ScimIntegrationConfig extends cdktf.TerraformMetaArguments {
  /**
  * Name of the integration, unique in its network. A change renames the integration in place.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_integration#name ScimIntegration#name}
  */
  readonly name: string;
  /**
  * Id of the network of the integration. Defaults to the network of the provider. A change replaces the integration.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_integration#network_id ScimIntegration#network_id}
  */
  readonly networkId?: string;
  /**
  * What happens to the identities of the integration when it is destroyed. `keep` (the default) leaves them as they are. `disable` ends their sessions and keeps them for audit. `delete` deletes them. Identities that stay belong to no integration: people manage them from then on, and their role attributes count as set by hand. They keep their names and external IDs, so the pushes of a new integration for the same people are refused, unless its `adopt_identities` says otherwise.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_integration#identities_on_destroy ScimIntegration#identities_on_destroy}
  */
  readonly identitiesOnDestroy?: string;
  /**
  * Whether a new user takes over an identity that no integration owns, such as one that a destroyed integration left. `never` (the default) refuses a user whose identity would have a taken name or external ID. `external_id` lets the user adopt the identity with its external ID, `name` the one with its name. Whoever the identity provider names so then signs in as that identity. An identity that is an administrator, a system identity, has permissions, is of another type than Default, or has the tags of another integration is never adopted. An adopted identity gets the name, the external ID and the auth policy of the mapping, and is enabled or disabled as the push says. It keeps its role attributes as set by hand.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_integration#adopt_identities ScimIntegration#adopt_identities}
  */
  readonly adoptIdentities?: string;
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_integration netfoundry_scim_integration}
*/
export class ScimIntegration extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_scim_integration";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a ScimIntegration resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the ScimIntegration to import
  * @param importFromId The id of the existing ScimIntegration that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_integration#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the ScimIntegration to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_scim_integration", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/scim_integration netfoundry_scim_integration} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options ScimIntegrationConfig
  */
  public constructor(scope: Construct, id: string, config: ScimIntegrationConfig) {
    super(scope, id, {
      terraformResourceType: 'netfoundry_scim_integration',
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
    this._networkId = config.networkId;
    this._identitiesOnDestroy = config.identitiesOnDestroy;
    this._adoptIdentities = config.adoptIdentities;
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

  // network_id - computed: true, optional: true, required: false
  private _networkId?: string;
  public get networkId() {
    return this.getStringAttribute('network_id');
  }
  public set networkId(value: string) {
    this._networkId = value;
  }
  public resetNetworkId() {
    this._networkId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get networkIdInput() {
    return this._networkId;
  }

  // identities_on_destroy - computed: true, optional: true, required: false
  private _identitiesOnDestroy?: string;
  public get identitiesOnDestroy() {
    return this.getStringAttribute('identities_on_destroy');
  }
  public set identitiesOnDestroy(value: string) {
    this._identitiesOnDestroy = value;
  }
  public resetIdentitiesOnDestroy() {
    this._identitiesOnDestroy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get identitiesOnDestroyInput() {
    return this._identitiesOnDestroy;
  }

  // adopt_identities - computed: true, optional: true, required: false
  private _adoptIdentities?: string;
  public get adoptIdentities() {
    return this.getStringAttribute('adopt_identities');
  }
  public set adoptIdentities(value: string) {
    this._adoptIdentities = value;
  }
  public resetAdoptIdentities() {
    this._adoptIdentities = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get adoptIdentitiesInput() {
    return this._adoptIdentities;
  }

  // integration_url - computed: true, optional: false, required: false
  public get integrationUrl() {
    return this.getStringAttribute('integration_url');
  }

  // has_auth_token - computed: true, optional: false, required: false
  public get hasAuthToken() {
    return this.getBooleanAttribute('has_auth_token');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      name: cdktf.stringToTerraform(this._name),
      network_id: cdktf.stringToTerraform(this._networkId),
      identities_on_destroy: cdktf.stringToTerraform(this._identitiesOnDestroy),
      adopt_identities: cdktf.stringToTerraform(this._adoptIdentities),
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
      network_id: {
        value: cdktf.stringToHclTerraform(this._networkId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      identities_on_destroy: {
        value: cdktf.stringToHclTerraform(this._identitiesOnDestroy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      adopt_identities: {
        value: cdktf.stringToHclTerraform(this._adoptIdentities),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
