// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policies
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataNetfoundryAuthPoliciesConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only policies that allow (true) or forbid (false) a token of an identity provider as the first factor.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policies#ext_jwt_allowed DataNetfoundryAuthPolicies#ext_jwt_allowed}
  */
  readonly extJwtAllowed?: boolean | cdktf.IResolvable;
  /**
  * Only policies that name the JWT signer with this id, as first or second factor.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policies#jwt_signer_id DataNetfoundryAuthPolicies#jwt_signer_id}
  */
  readonly jwtSignerId?: string;
}
export interface DataNetfoundryAuthPoliciesPoliciesPrimaryCert {
}

export function dataNetfoundryAuthPoliciesPoliciesPrimaryCertToTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesPrimaryCert): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPoliciesPoliciesPrimaryCertToHclTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesPrimaryCert): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPoliciesPoliciesPrimaryCertOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPoliciesPoliciesPrimaryCert | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPoliciesPoliciesPrimaryCert | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // allowed - computed: true, optional: false, required: false
  public get allowed() {
    return this.getBooleanAttribute('allowed');
  }

  // allow_expired - computed: true, optional: false, required: false
  public get allowExpired() {
    return this.getBooleanAttribute('allow_expired');
  }
}
export interface DataNetfoundryAuthPoliciesPoliciesPrimaryExtJwt {
}

export function dataNetfoundryAuthPoliciesPoliciesPrimaryExtJwtToTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesPrimaryExtJwt): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPoliciesPoliciesPrimaryExtJwtToHclTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesPrimaryExtJwt): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPoliciesPoliciesPrimaryExtJwtOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPoliciesPoliciesPrimaryExtJwt | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPoliciesPoliciesPrimaryExtJwt | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // allowed - computed: true, optional: false, required: false
  public get allowed() {
    return this.getBooleanAttribute('allowed');
  }

  // allowed_signer_ids - computed: true, optional: false, required: false
  public get allowedSignerIds() {
    return cdktf.Fn.tolist(this.getListAttribute('allowed_signer_ids'));
  }
}
export interface DataNetfoundryAuthPoliciesPoliciesPrimaryUpdb {
}

export function dataNetfoundryAuthPoliciesPoliciesPrimaryUpdbToTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesPrimaryUpdb): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPoliciesPoliciesPrimaryUpdbToHclTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesPrimaryUpdb): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPoliciesPoliciesPrimaryUpdbOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPoliciesPoliciesPrimaryUpdb | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPoliciesPoliciesPrimaryUpdb | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // allowed - computed: true, optional: false, required: false
  public get allowed() {
    return this.getBooleanAttribute('allowed');
  }

  // min_password_length - computed: true, optional: false, required: false
  public get minPasswordLength() {
    return this.getNumberAttribute('min_password_length');
  }

  // require_special_char - computed: true, optional: false, required: false
  public get requireSpecialChar() {
    return this.getBooleanAttribute('require_special_char');
  }

  // require_number_char - computed: true, optional: false, required: false
  public get requireNumberChar() {
    return this.getBooleanAttribute('require_number_char');
  }

  // require_mixed_case - computed: true, optional: false, required: false
  public get requireMixedCase() {
    return this.getBooleanAttribute('require_mixed_case');
  }

  // max_attempts - computed: true, optional: false, required: false
  public get maxAttempts() {
    return this.getNumberAttribute('max_attempts');
  }

  // lockout_duration_minutes - computed: true, optional: false, required: false
  public get lockoutDurationMinutes() {
    return this.getNumberAttribute('lockout_duration_minutes');
  }
}
export interface DataNetfoundryAuthPoliciesPoliciesPrimary {
}

export function dataNetfoundryAuthPoliciesPoliciesPrimaryToTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesPrimary): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPoliciesPoliciesPrimaryToHclTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesPrimary): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPoliciesPoliciesPrimaryOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPoliciesPoliciesPrimary | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPoliciesPoliciesPrimary | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // cert - computed: true, optional: false, required: false
  private _cert = new DataNetfoundryAuthPoliciesPoliciesPrimaryCertOutputReference(this, "cert");
  public get cert() {
    return this._cert;
  }

  // ext_jwt - computed: true, optional: false, required: false
  private _extJwt = new DataNetfoundryAuthPoliciesPoliciesPrimaryExtJwtOutputReference(this, "ext_jwt");
  public get extJwt() {
    return this._extJwt;
  }

  // updb - computed: true, optional: false, required: false
  private _updb = new DataNetfoundryAuthPoliciesPoliciesPrimaryUpdbOutputReference(this, "updb");
  public get updb() {
    return this._updb;
  }
}
export interface DataNetfoundryAuthPoliciesPoliciesSecondary {
}

export function dataNetfoundryAuthPoliciesPoliciesSecondaryToTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesSecondary): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPoliciesPoliciesSecondaryToHclTerraform(struct?: DataNetfoundryAuthPoliciesPoliciesSecondary): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPoliciesPoliciesSecondaryOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPoliciesPoliciesSecondary | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPoliciesPoliciesSecondary | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // require_totp - computed: true, optional: false, required: false
  public get requireTotp() {
    return this.getBooleanAttribute('require_totp');
  }

  // jwt_signer_id - computed: true, optional: false, required: false
  public get jwtSignerId() {
    return this.getStringAttribute('jwt_signer_id');
  }
}
export interface DataNetfoundryAuthPoliciesPolicies {
}

export function dataNetfoundryAuthPoliciesPoliciesToTerraform(struct?: DataNetfoundryAuthPoliciesPolicies): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPoliciesPoliciesToHclTerraform(struct?: DataNetfoundryAuthPoliciesPolicies): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPoliciesPoliciesOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataNetfoundryAuthPoliciesPolicies | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPoliciesPolicies | undefined) {
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

  // primary - computed: true, optional: false, required: false
  private _primary = new DataNetfoundryAuthPoliciesPoliciesPrimaryOutputReference(this, "primary");
  public get primary() {
    return this._primary;
  }

  // secondary - computed: true, optional: false, required: false
  private _secondary = new DataNetfoundryAuthPoliciesPoliciesSecondaryOutputReference(this, "secondary");
  public get secondary() {
    return this._secondary;
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
}

export class DataNetfoundryAuthPoliciesPoliciesList extends cdktf.ComplexList {

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
  public get(index: number): DataNetfoundryAuthPoliciesPoliciesOutputReference {
    return new DataNetfoundryAuthPoliciesPoliciesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policies netfoundry_auth_policies}
*/
export class DataNetfoundryAuthPolicies extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_auth_policies";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataNetfoundryAuthPolicies resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataNetfoundryAuthPolicies to import
  * @param importFromId The id of the existing DataNetfoundryAuthPolicies that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policies#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataNetfoundryAuthPolicies to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_auth_policies", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policies netfoundry_auth_policies} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataNetfoundryAuthPoliciesConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataNetfoundryAuthPoliciesConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'netfoundry_auth_policies',
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
    this._extJwtAllowed = config.extJwtAllowed;
    this._jwtSignerId = config.jwtSignerId;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // ext_jwt_allowed - computed: false, optional: true, required: false
  private _extJwtAllowed?: boolean | cdktf.IResolvable;
  public get extJwtAllowed() {
    return this.getBooleanAttribute('ext_jwt_allowed');
  }
  public set extJwtAllowed(value: boolean | cdktf.IResolvable) {
    this._extJwtAllowed = value;
  }
  public resetExtJwtAllowed() {
    this._extJwtAllowed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get extJwtAllowedInput() {
    return this._extJwtAllowed;
  }

  // jwt_signer_id - computed: false, optional: true, required: false
  private _jwtSignerId?: string;
  public get jwtSignerId() {
    return this.getStringAttribute('jwt_signer_id');
  }
  public set jwtSignerId(value: string) {
    this._jwtSignerId = value;
  }
  public resetJwtSignerId() {
    this._jwtSignerId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get jwtSignerIdInput() {
    return this._jwtSignerId;
  }

  // policies - computed: true, optional: false, required: false
  private _policies = new DataNetfoundryAuthPoliciesPoliciesList(this, "policies", false);
  public get policies() {
    return this._policies;
  }

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      ext_jwt_allowed: cdktf.booleanToTerraform(this._extJwtAllowed),
      jwt_signer_id: cdktf.stringToTerraform(this._jwtSignerId),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      ext_jwt_allowed: {
        value: cdktf.booleanToHclTerraform(this._extJwtAllowed),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      jwt_signer_id: {
        value: cdktf.stringToHclTerraform(this._jwtSignerId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
