// https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface AuthPolicyConfig extends cdktf.TerraformMetaArguments {
  /**
  * Name of the policy, unique in the network.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#name AuthPolicy#name}
  */
  readonly name: string;
  /**
  * How an identity signs in first.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#primary AuthPolicy#primary}
  */
  readonly primary?: AuthPolicyPrimary;
  /**
  * What an identity needs in addition.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#secondary AuthPolicy#secondary}
  */
  readonly secondary?: AuthPolicySecondary;
  /**
  * Any notes on the policy.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#tags AuthPolicy#tags}
  */
  readonly tags?: { [key: string]: string };
}
export interface AuthPolicyPrimaryCert {
  /**
  * Whether it is allowed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#allowed AuthPolicy#allowed}
  */
  readonly allowed?: boolean | cdktf.IResolvable;
  /**
  * Whether an expired certificate is accepted.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#allow_expired AuthPolicy#allow_expired}
  */
  readonly allowExpired?: boolean | cdktf.IResolvable;
}

export function authPolicyPrimaryCertToTerraform(struct?: AuthPolicyPrimaryCert | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    allowed: cdktf.booleanToTerraform(struct!.allowed),
    allow_expired: cdktf.booleanToTerraform(struct!.allowExpired),
  }
}


export function authPolicyPrimaryCertToHclTerraform(struct?: AuthPolicyPrimaryCert | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    allowed: {
      value: cdktf.booleanToHclTerraform(struct!.allowed),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    allow_expired: {
      value: cdktf.booleanToHclTerraform(struct!.allowExpired),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AuthPolicyPrimaryCertOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AuthPolicyPrimaryCert | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._allowed !== undefined) {
      hasAnyValues = true;
      internalValueResult.allowed = this._allowed;
    }
    if (this._allowExpired !== undefined) {
      hasAnyValues = true;
      internalValueResult.allowExpired = this._allowExpired;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AuthPolicyPrimaryCert | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._allowed = undefined;
      this._allowExpired = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._allowed = value.allowed;
      this._allowExpired = value.allowExpired;
    }
  }

  // allowed - computed: true, optional: true, required: false
  private _allowed?: boolean | cdktf.IResolvable;
  public get allowed() {
    return this.getBooleanAttribute('allowed');
  }
  public set allowed(value: boolean | cdktf.IResolvable) {
    this._allowed = value;
  }
  public resetAllowed() {
    this._allowed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedInput() {
    return this._allowed;
  }

  // allow_expired - computed: true, optional: true, required: false
  private _allowExpired?: boolean | cdktf.IResolvable;
  public get allowExpired() {
    return this.getBooleanAttribute('allow_expired');
  }
  public set allowExpired(value: boolean | cdktf.IResolvable) {
    this._allowExpired = value;
  }
  public resetAllowExpired() {
    this._allowExpired = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowExpiredInput() {
    return this._allowExpired;
  }
}
export interface AuthPolicyPrimaryExtJwt {
  /**
  * Whether it is allowed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#allowed AuthPolicy#allowed}
  */
  readonly allowed?: boolean | cdktf.IResolvable;
  /**
  * Ids of the `netfoundry_jwt_signer` resources whose tokens are accepted. Empty means every enabled signer of the network.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#allowed_signer_ids AuthPolicy#allowed_signer_ids}
  */
  readonly allowedSignerIds?: string[];
}

export function authPolicyPrimaryExtJwtToTerraform(struct?: AuthPolicyPrimaryExtJwt | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    allowed: cdktf.booleanToTerraform(struct!.allowed),
    allowed_signer_ids: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.allowedSignerIds),
  }
}


export function authPolicyPrimaryExtJwtToHclTerraform(struct?: AuthPolicyPrimaryExtJwt | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    allowed: {
      value: cdktf.booleanToHclTerraform(struct!.allowed),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    allowed_signer_ids: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.allowedSignerIds),
      isBlock: false,
      type: "set",
      storageClassType: "stringList",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AuthPolicyPrimaryExtJwtOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AuthPolicyPrimaryExtJwt | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._allowed !== undefined) {
      hasAnyValues = true;
      internalValueResult.allowed = this._allowed;
    }
    if (this._allowedSignerIds !== undefined) {
      hasAnyValues = true;
      internalValueResult.allowedSignerIds = this._allowedSignerIds;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AuthPolicyPrimaryExtJwt | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._allowed = undefined;
      this._allowedSignerIds = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._allowed = value.allowed;
      this._allowedSignerIds = value.allowedSignerIds;
    }
  }

  // allowed - computed: true, optional: true, required: false
  private _allowed?: boolean | cdktf.IResolvable;
  public get allowed() {
    return this.getBooleanAttribute('allowed');
  }
  public set allowed(value: boolean | cdktf.IResolvable) {
    this._allowed = value;
  }
  public resetAllowed() {
    this._allowed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedInput() {
    return this._allowed;
  }

  // allowed_signer_ids - computed: true, optional: true, required: false
  private _allowedSignerIds?: string[];
  public get allowedSignerIds() {
    return cdktf.Fn.tolist(this.getListAttribute('allowed_signer_ids'));
  }
  public set allowedSignerIds(value: string[]) {
    this._allowedSignerIds = value;
  }
  public resetAllowedSignerIds() {
    this._allowedSignerIds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedSignerIdsInput() {
    return this._allowedSignerIds;
  }
}
export interface AuthPolicyPrimaryUpdb {
  /**
  * Whether it is allowed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#allowed AuthPolicy#allowed}
  */
  readonly allowed?: boolean | cdktf.IResolvable;
  /**
  * Length of the shortest password accepted. At least 5, which is the default.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#min_password_length AuthPolicy#min_password_length}
  */
  readonly minPasswordLength?: number;
  /**
  * Whether a password needs a special character.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#require_special_char AuthPolicy#require_special_char}
  */
  readonly requireSpecialChar?: boolean | cdktf.IResolvable;
  /**
  * Whether a password needs a digit.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#require_number_char AuthPolicy#require_number_char}
  */
  readonly requireNumberChar?: boolean | cdktf.IResolvable;
  /**
  * Whether a password needs upper and lower case.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#require_mixed_case AuthPolicy#require_mixed_case}
  */
  readonly requireMixedCase?: boolean | cdktf.IResolvable;
  /**
  * Wrong passwords in a row before the identity is locked out. 0, the default, means no limit.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#max_attempts AuthPolicy#max_attempts}
  */
  readonly maxAttempts?: number;
  /**
  * How long a lockout lasts, in minutes. 0, the default, means until somebody ends it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#lockout_duration_minutes AuthPolicy#lockout_duration_minutes}
  */
  readonly lockoutDurationMinutes?: number;
}

export function authPolicyPrimaryUpdbToTerraform(struct?: AuthPolicyPrimaryUpdb | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    allowed: cdktf.booleanToTerraform(struct!.allowed),
    min_password_length: cdktf.numberToTerraform(struct!.minPasswordLength),
    require_special_char: cdktf.booleanToTerraform(struct!.requireSpecialChar),
    require_number_char: cdktf.booleanToTerraform(struct!.requireNumberChar),
    require_mixed_case: cdktf.booleanToTerraform(struct!.requireMixedCase),
    max_attempts: cdktf.numberToTerraform(struct!.maxAttempts),
    lockout_duration_minutes: cdktf.numberToTerraform(struct!.lockoutDurationMinutes),
  }
}


export function authPolicyPrimaryUpdbToHclTerraform(struct?: AuthPolicyPrimaryUpdb | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    allowed: {
      value: cdktf.booleanToHclTerraform(struct!.allowed),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    min_password_length: {
      value: cdktf.numberToHclTerraform(struct!.minPasswordLength),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    require_special_char: {
      value: cdktf.booleanToHclTerraform(struct!.requireSpecialChar),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    require_number_char: {
      value: cdktf.booleanToHclTerraform(struct!.requireNumberChar),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    require_mixed_case: {
      value: cdktf.booleanToHclTerraform(struct!.requireMixedCase),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    max_attempts: {
      value: cdktf.numberToHclTerraform(struct!.maxAttempts),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    lockout_duration_minutes: {
      value: cdktf.numberToHclTerraform(struct!.lockoutDurationMinutes),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AuthPolicyPrimaryUpdbOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AuthPolicyPrimaryUpdb | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._allowed !== undefined) {
      hasAnyValues = true;
      internalValueResult.allowed = this._allowed;
    }
    if (this._minPasswordLength !== undefined) {
      hasAnyValues = true;
      internalValueResult.minPasswordLength = this._minPasswordLength;
    }
    if (this._requireSpecialChar !== undefined) {
      hasAnyValues = true;
      internalValueResult.requireSpecialChar = this._requireSpecialChar;
    }
    if (this._requireNumberChar !== undefined) {
      hasAnyValues = true;
      internalValueResult.requireNumberChar = this._requireNumberChar;
    }
    if (this._requireMixedCase !== undefined) {
      hasAnyValues = true;
      internalValueResult.requireMixedCase = this._requireMixedCase;
    }
    if (this._maxAttempts !== undefined) {
      hasAnyValues = true;
      internalValueResult.maxAttempts = this._maxAttempts;
    }
    if (this._lockoutDurationMinutes !== undefined) {
      hasAnyValues = true;
      internalValueResult.lockoutDurationMinutes = this._lockoutDurationMinutes;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AuthPolicyPrimaryUpdb | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._allowed = undefined;
      this._minPasswordLength = undefined;
      this._requireSpecialChar = undefined;
      this._requireNumberChar = undefined;
      this._requireMixedCase = undefined;
      this._maxAttempts = undefined;
      this._lockoutDurationMinutes = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._allowed = value.allowed;
      this._minPasswordLength = value.minPasswordLength;
      this._requireSpecialChar = value.requireSpecialChar;
      this._requireNumberChar = value.requireNumberChar;
      this._requireMixedCase = value.requireMixedCase;
      this._maxAttempts = value.maxAttempts;
      this._lockoutDurationMinutes = value.lockoutDurationMinutes;
    }
  }

  // allowed - computed: true, optional: true, required: false
  private _allowed?: boolean | cdktf.IResolvable;
  public get allowed() {
    return this.getBooleanAttribute('allowed');
  }
  public set allowed(value: boolean | cdktf.IResolvable) {
    this._allowed = value;
  }
  public resetAllowed() {
    this._allowed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get allowedInput() {
    return this._allowed;
  }

  // min_password_length - computed: true, optional: true, required: false
  private _minPasswordLength?: number;
  public get minPasswordLength() {
    return this.getNumberAttribute('min_password_length');
  }
  public set minPasswordLength(value: number) {
    this._minPasswordLength = value;
  }
  public resetMinPasswordLength() {
    this._minPasswordLength = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get minPasswordLengthInput() {
    return this._minPasswordLength;
  }

  // require_special_char - computed: true, optional: true, required: false
  private _requireSpecialChar?: boolean | cdktf.IResolvable;
  public get requireSpecialChar() {
    return this.getBooleanAttribute('require_special_char');
  }
  public set requireSpecialChar(value: boolean | cdktf.IResolvable) {
    this._requireSpecialChar = value;
  }
  public resetRequireSpecialChar() {
    this._requireSpecialChar = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requireSpecialCharInput() {
    return this._requireSpecialChar;
  }

  // require_number_char - computed: true, optional: true, required: false
  private _requireNumberChar?: boolean | cdktf.IResolvable;
  public get requireNumberChar() {
    return this.getBooleanAttribute('require_number_char');
  }
  public set requireNumberChar(value: boolean | cdktf.IResolvable) {
    this._requireNumberChar = value;
  }
  public resetRequireNumberChar() {
    this._requireNumberChar = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requireNumberCharInput() {
    return this._requireNumberChar;
  }

  // require_mixed_case - computed: true, optional: true, required: false
  private _requireMixedCase?: boolean | cdktf.IResolvable;
  public get requireMixedCase() {
    return this.getBooleanAttribute('require_mixed_case');
  }
  public set requireMixedCase(value: boolean | cdktf.IResolvable) {
    this._requireMixedCase = value;
  }
  public resetRequireMixedCase() {
    this._requireMixedCase = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requireMixedCaseInput() {
    return this._requireMixedCase;
  }

  // max_attempts - computed: true, optional: true, required: false
  private _maxAttempts?: number;
  public get maxAttempts() {
    return this.getNumberAttribute('max_attempts');
  }
  public set maxAttempts(value: number) {
    this._maxAttempts = value;
  }
  public resetMaxAttempts() {
    this._maxAttempts = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxAttemptsInput() {
    return this._maxAttempts;
  }

  // lockout_duration_minutes - computed: true, optional: true, required: false
  private _lockoutDurationMinutes?: number;
  public get lockoutDurationMinutes() {
    return this.getNumberAttribute('lockout_duration_minutes');
  }
  public set lockoutDurationMinutes(value: number) {
    this._lockoutDurationMinutes = value;
  }
  public resetLockoutDurationMinutes() {
    this._lockoutDurationMinutes = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get lockoutDurationMinutesInput() {
    return this._lockoutDurationMinutes;
  }
}
export interface AuthPolicyPrimary {
  /**
  * A client certificate.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#cert AuthPolicy#cert}
  */
  readonly cert?: AuthPolicyPrimaryCert;
  /**
  * A token of an identity provider. A JWT signer checks it.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#ext_jwt AuthPolicy#ext_jwt}
  */
  readonly extJwt?: AuthPolicyPrimaryExtJwt;
  /**
  * A user name and password kept by NetFoundry.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#updb AuthPolicy#updb}
  */
  readonly updb?: AuthPolicyPrimaryUpdb;
}

export function authPolicyPrimaryToTerraform(struct?: AuthPolicyPrimary | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    cert: authPolicyPrimaryCertToTerraform(struct!.cert),
    ext_jwt: authPolicyPrimaryExtJwtToTerraform(struct!.extJwt),
    updb: authPolicyPrimaryUpdbToTerraform(struct!.updb),
  }
}


export function authPolicyPrimaryToHclTerraform(struct?: AuthPolicyPrimary | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    cert: {
      value: authPolicyPrimaryCertToHclTerraform(struct!.cert),
      isBlock: true,
      type: "struct",
      storageClassType: "AuthPolicyPrimaryCert",
    },
    ext_jwt: {
      value: authPolicyPrimaryExtJwtToHclTerraform(struct!.extJwt),
      isBlock: true,
      type: "struct",
      storageClassType: "AuthPolicyPrimaryExtJwt",
    },
    updb: {
      value: authPolicyPrimaryUpdbToHclTerraform(struct!.updb),
      isBlock: true,
      type: "struct",
      storageClassType: "AuthPolicyPrimaryUpdb",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AuthPolicyPrimaryOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AuthPolicyPrimary | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._cert?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.cert = this._cert?.internalValue;
    }
    if (this._extJwt?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.extJwt = this._extJwt?.internalValue;
    }
    if (this._updb?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.updb = this._updb?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AuthPolicyPrimary | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._cert.internalValue = undefined;
      this._extJwt.internalValue = undefined;
      this._updb.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._cert.internalValue = value.cert;
      this._extJwt.internalValue = value.extJwt;
      this._updb.internalValue = value.updb;
    }
  }

  // cert - computed: true, optional: true, required: false
  private _cert = new AuthPolicyPrimaryCertOutputReference(this, "cert");
  public get cert() {
    return this._cert;
  }
  public putCert(value: AuthPolicyPrimaryCert) {
    this._cert.internalValue = value;
  }
  public resetCert() {
    this._cert.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get certInput() {
    return this._cert.internalValue;
  }

  // ext_jwt - computed: true, optional: true, required: false
  private _extJwt = new AuthPolicyPrimaryExtJwtOutputReference(this, "ext_jwt");
  public get extJwt() {
    return this._extJwt;
  }
  public putExtJwt(value: AuthPolicyPrimaryExtJwt) {
    this._extJwt.internalValue = value;
  }
  public resetExtJwt() {
    this._extJwt.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get extJwtInput() {
    return this._extJwt.internalValue;
  }

  // updb - computed: true, optional: true, required: false
  private _updb = new AuthPolicyPrimaryUpdbOutputReference(this, "updb");
  public get updb() {
    return this._updb;
  }
  public putUpdb(value: AuthPolicyPrimaryUpdb) {
    this._updb.internalValue = value;
  }
  public resetUpdb() {
    this._updb.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get updbInput() {
    return this._updb.internalValue;
  }
}
export interface AuthPolicySecondary {
  /**
  * Whether a time-based one-time password is needed.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#require_totp AuthPolicy#require_totp}
  */
  readonly requireTotp?: boolean | cdktf.IResolvable;
  /**
  * Id of the `netfoundry_jwt_signer` that must accept a second token.
  *
  * Docs at Terraform Registry: {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#jwt_signer_id AuthPolicy#jwt_signer_id}
  */
  readonly jwtSignerId?: string;
}

export function authPolicySecondaryToTerraform(struct?: AuthPolicySecondary | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    require_totp: cdktf.booleanToTerraform(struct!.requireTotp),
    jwt_signer_id: cdktf.stringToTerraform(struct!.jwtSignerId),
  }
}


export function authPolicySecondaryToHclTerraform(struct?: AuthPolicySecondary | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    require_totp: {
      value: cdktf.booleanToHclTerraform(struct!.requireTotp),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
    jwt_signer_id: {
      value: cdktf.stringToHclTerraform(struct!.jwtSignerId),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class AuthPolicySecondaryOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): AuthPolicySecondary | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._requireTotp !== undefined) {
      hasAnyValues = true;
      internalValueResult.requireTotp = this._requireTotp;
    }
    if (this._jwtSignerId !== undefined) {
      hasAnyValues = true;
      internalValueResult.jwtSignerId = this._jwtSignerId;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: AuthPolicySecondary | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._requireTotp = undefined;
      this._jwtSignerId = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._requireTotp = value.requireTotp;
      this._jwtSignerId = value.jwtSignerId;
    }
  }

  // require_totp - computed: true, optional: true, required: false
  private _requireTotp?: boolean | cdktf.IResolvable;
  public get requireTotp() {
    return this.getBooleanAttribute('require_totp');
  }
  public set requireTotp(value: boolean | cdktf.IResolvable) {
    this._requireTotp = value;
  }
  public resetRequireTotp() {
    this._requireTotp = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requireTotpInput() {
    return this._requireTotp;
  }

  // jwt_signer_id - computed: true, optional: true, required: false
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
}

/**
* Represents a {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy netfoundry_auth_policy}
*/
export class AuthPolicy extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "netfoundry_auth_policy";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a AuthPolicy resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the AuthPolicy to import
  * @param importFromId The id of the existing AuthPolicy that should be imported. Refer to the {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy#import import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the AuthPolicy to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "netfoundry_auth_policy", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link https://registry.terraform.io/providers/netfoundry/netfoundry/latest/docs/resources/auth_policy netfoundry_auth_policy} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options AuthPolicyConfig
  */
  public constructor(scope: Construct, id: string, config: AuthPolicyConfig) {
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
    this._name = config.name;
    this._primary.internalValue = config.primary;
    this._secondary.internalValue = config.secondary;
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

  // primary - computed: true, optional: true, required: false
  private _primary = new AuthPolicyPrimaryOutputReference(this, "primary");
  public get primary() {
    return this._primary;
  }
  public putPrimary(value: AuthPolicyPrimary) {
    this._primary.internalValue = value;
  }
  public resetPrimary() {
    this._primary.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get primaryInput() {
    return this._primary.internalValue;
  }

  // secondary - computed: true, optional: true, required: false
  private _secondary = new AuthPolicySecondaryOutputReference(this, "secondary");
  public get secondary() {
    return this._secondary;
  }
  public putSecondary(value: AuthPolicySecondary) {
    this._secondary.internalValue = value;
  }
  public resetSecondary() {
    this._secondary.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secondaryInput() {
    return this._secondary.internalValue;
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

  // =========
  // SYNTHESIS
  // =========

  protected override synthesizeAttributes(): { [name: string]: any } {
    return {
      name: cdktf.stringToTerraform(this._name),
      primary: authPolicyPrimaryToTerraform(this._primary.internalValue),
      secondary: authPolicySecondaryToTerraform(this._secondary.internalValue),
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
      primary: {
        value: authPolicyPrimaryToHclTerraform(this._primary.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "AuthPolicyPrimary",
      },
      secondary: {
        value: authPolicySecondaryToHclTerraform(this._secondary.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "AuthPolicySecondary",
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
