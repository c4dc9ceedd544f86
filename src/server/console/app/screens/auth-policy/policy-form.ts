import type { AuthPolicyChange } from "../../../../../contract/edge/auth-policy";

/** What a person chose and typed. Numbers are texts until they are sent. */
export interface PolicyForm {
  readonly name: string;
  readonly allowsCert: boolean;
  readonly allowsExpiredCert: boolean;
  readonly allowsJwt: boolean;
  readonly signers: "every" | "some";
  /** Ids of the JWT signers that `some` means. */
  readonly signerIds: readonly string[];
  readonly allowsPassword: boolean;
  readonly minPasswordLength: string;
  readonly requiresSpecial: boolean;
  readonly requiresNumber: boolean;
  readonly requiresMixedCase: boolean;
  readonly maxAttempts: string;
  readonly lockoutMinutes: string;
  readonly requiresTotp: boolean;
  /** Id of a JWT signer. Empty: no second JWT. */
  readonly secondSignerId: string;
}

/** A policy that lets people in with the JWT of any enabled JWT signer. */
export const NEW_POLICY: AuthPolicyChange = {
  name: "",
  primary: {
    cert: { allowed: false, allowExpiredCerts: false },
    extJwt: { allowed: true, allowedSigners: [] },
    updb: {
      allowed: false,
      minPasswordLength: 5,
      requireSpecialChar: false,
      requireNumberChar: false,
      requireMixedCase: false,
      maxAttempts: 0,
      lockoutDurationMinutes: 0,
    },
  },
  secondary: { requireTotp: false, requireExtJwtSigner: null },
  tags: {},
};

/** The form that shows a policy. */
export function policyForm({ name, primary, secondary }: AuthPolicyChange): PolicyForm {
  const { cert, extJwt, updb } = primary;
  return {
    name,
    allowsCert: cert.allowed,
    allowsExpiredCert: cert.allowExpiredCerts,
    allowsJwt: extJwt.allowed,
    signers: signersOf(extJwt).length === 0 ? "every" : "some",
    signerIds: signersOf(extJwt),
    allowsPassword: updb.allowed,
    minPasswordLength: String(updb.minPasswordLength),
    requiresSpecial: updb.requireSpecialChar,
    requiresNumber: updb.requireNumberChar,
    requiresMixedCase: updb.requireMixedCase,
    maxAttempts: String(updb.maxAttempts),
    lockoutMinutes: String(updb.lockoutDurationMinutes),
    requiresTotp: secondary.requireTotp,
    secondSignerId: secondary.requireExtJwtSigner ?? "",
  };
}

/** A policy with what the form says. What the form does not show stays as it was. */
export function policyOf(form: PolicyForm, before: AuthPolicyChange): AuthPolicyChange {
  const { primary, secondary } = before;
  const { cert, extJwt, updb } = primary;
  const signerIds = form.signers === "every" ? [] : form.signerIds;
  return {
    ...before,
    name: form.name,
    primary: {
      ...primary,
      cert: { ...cert, allowed: form.allowsCert, allowExpiredCerts: form.allowsExpiredCert },
      extJwt: { ...extJwt, allowed: form.allowsJwt, allowedSigners: [...signerIds] },
      updb: { ...updb, allowed: form.allowsPassword, ...(form.allowsPassword && passwordRules(form)) },
    },
    secondary: {
      ...secondary,
      requireTotp: form.requiresTotp,
      requireExtJwtSigner: form.secondSignerId || null,
    },
  };
}

/** The form shows them only while passwords are allowed. */
function passwordRules(form: PolicyForm) {
  return {
    minPasswordLength: Number(form.minPasswordLength),
    requireSpecialChar: form.requiresSpecial,
    requireNumberChar: form.requiresNumber,
    requireMixedCase: form.requiresMixedCase,
    maxAttempts: Number(form.maxAttempts),
    lockoutDurationMinutes: Number(form.lockoutMinutes),
  };
}

/** A field of the form as the API names it. */
export type PolicyField =
  | "name"
  | "primary.extJwt.allowedSigners"
  | "primary.updb.minPasswordLength"
  | "primary.updb.maxAttempts"
  | "primary.updb.lockoutDurationMinutes"
  | "secondary.requireExtJwtSigner";

/** What is wrong with the form, by field. */
export function policyErrors(form: PolicyForm): Partial<Record<PolicyField, string>> {
  return {
    ...(form.name.trim() === "" && { name: "Write a name." }),
    // An empty list lets every signer in, which is the opposite of what the person chose.
    ...(form.allowsJwt &&
      form.signers === "some" &&
      form.signerIds.length === 0 && {
        "primary.extJwt.allowedSigners": "Choose at least one JWT signer, or allow every enabled one.",
      }),
    ...(form.allowsPassword && passwordErrors(form)),
  };
}

function passwordErrors(form: PolicyForm): Partial<Record<PolicyField, string>> {
  const isNumber = (text: string) => /^\d{1,9}$/.test(text.trim());
  const wrong = "Write a whole number, such as 0 or 10.";
  return {
    ...(!isNumber(form.minPasswordLength) && { "primary.updb.minPasswordLength": wrong }),
    ...(!isNumber(form.maxAttempts) && { "primary.updb.maxAttempts": wrong }),
    ...(!isNumber(form.lockoutMinutes) && { "primary.updb.lockoutDurationMinutes": wrong }),
  };
}

/** A controller may answer null for an empty list. */
function signersOf({ allowedSigners }: AuthPolicyChange["primary"]["extJwt"]): readonly string[] {
  return allowedSigners ?? [];
}
