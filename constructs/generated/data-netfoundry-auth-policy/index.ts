// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policy
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataNetfoundryAuthPolicyConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the policy. Exactly one of this and `name`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policy#id DataNetfoundryAuthPolicy#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id?: string;
  /**
  * Name of the policy. Exactly one of this and `id`.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policy#name DataNetfoundryAuthPolicy#name}
  */
  readonly name?: string;
}
export interface DataNetfoundryAuthPolicyPrimaryCert {
}

export function dataNetfoundryAuthPolicyPrimaryCertToTerraform(struct?: DataNetfoundryAuthPolicyPrimaryCert): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPolicyPrimaryCertToHclTerraform(struct?: DataNetfoundryAuthPolicyPrimaryCert): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPolicyPrimaryCertOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPolicyPrimaryCert | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPolicyPrimaryCert | undefined) {
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
export interface DataNetfoundryAuthPolicyPrimaryExtJwt {
}

export function dataNetfoundryAuthPolicyPrimaryExtJwtToTerraform(struct?: DataNetfoundryAuthPolicyPrimaryExtJwt): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPolicyPrimaryExtJwtToHclTerraform(struct?: DataNetfoundryAuthPolicyPrimaryExtJwt): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPolicyPrimaryExtJwtOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPolicyPrimaryExtJwt | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPolicyPrimaryExtJwt | undefined) {
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
export interface DataNetfoundryAuthPolicyPrimaryUpdb {
}

export function dataNetfoundryAuthPolicyPrimaryUpdbToTerraform(struct?: DataNetfoundryAuthPolicyPrimaryUpdb): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPolicyPrimaryUpdbToHclTerraform(struct?: DataNetfoundryAuthPolicyPrimaryUpdb): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPolicyPrimaryUpdbOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPolicyPrimaryUpdb | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPolicyPrimaryUpdb | undefined) {
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
export interface DataNetfoundryAuthPolicyPrimary {
}

export function dataNetfoundryAuthPolicyPrimaryToTerraform(struct?: DataNetfoundryAuthPolicyPrimary): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPolicyPrimaryToHclTerraform(struct?: DataNetfoundryAuthPolicyPrimary): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPolicyPrimaryOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPolicyPrimary | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPolicyPrimary | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // cert - computed: true, optional: false, required: false
  private _cert = new DataNetfoundryAuthPolicyPrimaryCertOutputReference(this, "cert");
  public get cert() {
    return this._cert;
  }

  // ext_jwt - computed: true, optional: false, required: false
  private _extJwt = new DataNetfoundryAuthPolicyPrimaryExtJwtOutputReference(this, "ext_jwt");
  public get extJwt() {
    return this._extJwt;
  }

  // updb - computed: true, optional: false, required: false
  private _updb = new DataNetfoundryAuthPolicyPrimaryUpdbOutputReference(this, "updb");
  public get updb() {
    return this._updb;
  }
}
export interface DataNetfoundryAuthPolicySecondary {
}

export function dataNetfoundryAuthPolicySecondaryToTerraform(struct?: DataNetfoundryAuthPolicySecondary): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataNetfoundryAuthPolicySecondaryToHclTerraform(struct?: DataNetfoundryAuthPolicySecondary): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataNetfoundryAuthPolicySecondaryOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataNetfoundryAuthPolicySecondary | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataNetfoundryAuthPolicySecondary | undefined) {
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

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policy netfoundry_auth_policy}
*/
export class DataNetfoundryAuthPolicy extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_auth_policy";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataNetfoundryAuthPolicy resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataNetfoundryAuthPolicy to import
  * @param importFromId The id of the existing DataNetfoundryAuthPolicy that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policy#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataNetfoundryAuthPolicy to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_auth_policy", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/data-sources/auth_policy netfoundry_auth_policy} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataNetfoundryAuthPolicyConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataNetfoundryAuthPolicyConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'netfoundry_auth_policy',
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

  // primary - computed: true, optional: false, required: false
  private _primary = new DataNetfoundryAuthPolicyPrimaryOutputReference(this, "primary");
  public get primary() {
    return this._primary;
  }

  // secondary - computed: true, optional: false, required: false
  private _secondary = new DataNetfoundryAuthPolicySecondaryOutputReference(this, "secondary");
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
