/** The body that makes an auth policy. Without more, a JWT of any signer signs in. */
export function policyBody(name: string, extJwt: object = {}, secondary: object = {}): object {
  return {
    name,
    primary: {
      cert: { allowed: false, allowExpiredCerts: false },
      extJwt: { allowed: true, allowedSigners: [], ...extJwt },
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
    secondary: { requireTotp: false, ...secondary },
  };
}
