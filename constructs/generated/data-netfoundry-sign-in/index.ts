// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataNetfoundrySignInConfig extends cdktf.TerraformMetaArguments {
  /**
  * The claim `iss`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in#issuer DataNetfoundrySignIn#issuer}
  */
  readonly issuer: string;
  /**
  * The claim `aud`. Without it the token has none.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in#audiences DataNetfoundrySignIn#audiences}
  */
  readonly audiences?: string[];
  /**
  * Other claims with a text as value, such as `email`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in#claims DataNetfoundrySignIn#claims}
  */
  readonly claims?: { [key: string]: string };
  /**
  * Claims with another value, as a JSON object: lists, numbers, nested claims. One that `claims` also has is taken from there.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in#claims_json DataNetfoundrySignIn#claims_json}
  */
  readonly claimsJson?: string;
  /**
  * Id of the identity that should sign in. It must exist.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in#expected_identity_id DataNetfoundrySignIn#expected_identity_id}
  */
  readonly expectedIdentityId?: string;
}
export interface DataNetfoundrySignInSteps {
}

export function dataNetfoundrySignInStepsToTerraform(struct?: DataNetfoundrySignInSteps): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundrySignInStepsToHclTerraform(struct?: DataNetfoundrySignInSteps): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundrySignInStepsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataNetfoundrySignInSteps | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundrySignInSteps | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // step - computed: true, optional: false, required: false
  public get step() {
    return this.getStringAttribute('step');
  }

  // outcome - computed: true, optional: false, required: false
  public get outcome() {
    return this.getStringAttribute('outcome');
  }

  // failure - computed: true, optional: false, required: false
  public get failure() {
    return this.getStringAttribute('failure');
  }

  // detail - computed: true, optional: false, required: false
  public get detail() {
    return this.getStringAttribute('detail');
  }
}

export class DataNetfoundrySignInStepsList extends cdktf.ComplexList {

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
  public get(index: number): DataNetfoundrySignInStepsOutputReference {
    return new DataNetfoundrySignInStepsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataNetfoundrySignInHints {
}

export function dataNetfoundrySignInHintsToTerraform(struct?: DataNetfoundrySignInHints): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundrySignInHintsToHclTerraform(struct?: DataNetfoundrySignInHints): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundrySignInHintsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataNetfoundrySignInHints | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundrySignInHints | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // code - computed: true, optional: false, required: false
  public get code() {
    return this.getStringAttribute('code');
  }

  // message - computed: true, optional: false, required: false
  public get message() {
    return this.getStringAttribute('message');
  }
}

export class DataNetfoundrySignInHintsList extends cdktf.ComplexList {

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
  public get(index: number): DataNetfoundrySignInHintsOutputReference {
    return new DataNetfoundrySignInHintsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in netfoundry_sign_in}
*/
export class DataNetfoundrySignIn extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_sign_in";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataNetfoundrySignIn resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataNetfoundrySignIn to import
  * @param importFromId The id of the existing DataNetfoundrySignIn that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataNetfoundrySignIn to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_sign_in", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/sign_in netfoundry_sign_in} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataNetfoundrySignInConfig
  */
  public constructor(scope: Construct, id: string, config: DataNetfoundrySignInConfig) {
    super(scope, id, {
      terraformResourceType: 'netfoundry_sign_in',
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
    this._issuer = config.issuer;
    this._audiences = config.audiences;
    this._claims = config.claims;
    this._claimsJson = config.claimsJson;
    this._expectedIdentityId = config.expectedIdentityId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

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

  // audiences - computed: false, optional: true, required: false
  private _audiences?: string[];
  public get audiences() {
    return cdktf.Fn.tolist(this.getListAttribute('audiences'));
  }
  public set audiences(value: string[]) {
    this._audiences = value;
  }
  public resetAudiences() {
    this._audiences = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get audiencesInput() {
    return this._audiences;
  }

  // claims - computed: false, optional: true, required: false
  private _claims?: { [key: string]: string };
  public get claims() {
    return this.getStringMapAttribute('claims');
  }
  public set claims(value: { [key: string]: string }) {
    this._claims = value;
  }
  public resetClaims() {
    this._claims = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get claimsInput() {
    return this._claims;
  }

  // claims_json - computed: false, optional: true, required: false
  private _claimsJson?: string;
  public get claimsJson() {
    return this.getStringAttribute('claims_json');
  }
  public set claimsJson(value: string) {
    this._claimsJson = value;
  }
  public resetClaimsJson() {
    this._claimsJson = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get claimsJsonInput() {
    return this._claimsJson;
  }

  // expected_identity_id - computed: false, optional: true, required: false
  private _expectedIdentityId?: string;
  public get expectedIdentityId() {
    return this.getStringAttribute('expected_identity_id');
  }
  public set expectedIdentityId(value: string) {
    this._expectedIdentityId = value;
  }
  public resetExpectedIdentityId() {
    this._expectedIdentityId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expectedIdentityIdInput() {
    return this._expectedIdentityId;
  }

  // accepted - computed: true, optional: false, required: false
  public get accepted() {
    return this.getBooleanAttribute('accepted');
  }

  // verdict - computed: true, optional: false, required: false
  public get verdict() {
    return this.getStringAttribute('verdict');
  }

  // failure - computed: true, optional: false, required: false
  public get failure() {
    return this.getStringAttribute('failure');
  }

  // failed_step - computed: true, optional: false, required: false
  public get failedStep() {
    return this.getStringAttribute('failed_step');
  }

  // is_expected_identity - computed: true, optional: false, required: false
  public get isExpectedIdentity() {
    return this.getBooleanAttribute('is_expected_identity');
  }

  // steps - computed: true, optional: false, required: false
  private _steps = new DataNetfoundrySignInStepsList(this, "steps", false);
  public get steps() {
    return this._steps;
  }

  // hints - computed: true, optional: false, required: false
  private _hints = new DataNetfoundrySignInHintsList(this, "hints", false);
  public get hints() {
    return this._hints;
  }

  // signer_id - computed: true, optional: false, required: false
  public get signerId() {
    return this.getStringAttribute('signer_id');
  }

  // signer_name - computed: true, optional: false, required: false
  public get signerName() {
    return this.getStringAttribute('signer_name');
  }

  // identity_id - computed: true, optional: false, required: false
  public get identityId() {
    return this.getStringAttribute('identity_id');
  }

  // identity_name - computed: true, optional: false, required: false
  public get identityName() {
    return this.getStringAttribute('identity_name');
  }

  // auth_policy_id - computed: true, optional: false, required: false
  public get authPolicyId() {
    return this.getStringAttribute('auth_policy_id');
  }

  // auth_policy_name - computed: true, optional: false, required: false
  public get authPolicyName() {
    return this.getStringAttribute('auth_policy_name');
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      issuer: cdktf.stringToTerraform(this._issuer),
      audiences: cdktf.listMapper(cdktf.stringToTerraform, false)(this._audiences),
      claims: cdktf.hashMapper(cdktf.stringToTerraform)(this._claims),
      claims_json: cdktf.stringToTerraform(this._claimsJson),
      expected_identity_id: cdktf.stringToTerraform(this._expectedIdentityId),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      issuer: {
        value: cdktf.stringToHclTerraform(this._issuer),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      audiences: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._audiences),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      claims: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._claims),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      claims_json: {
        value: cdktf.stringToHclTerraform(this._claimsJson),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      expected_identity_id: {
        value: cdktf.stringToHclTerraform(this._expectedIdentityId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
