/** The body that makes an auth policy. @param extJwt who may sign in with a JWT; no restriction when absent. */
export function policyBody(name: string, extJwt: object = { allowed: true, allowedSigners: [] }): object {
  return {
    name,
    primary: {
      cert: { allowed: false, allowExpiredCerts: false },
      extJwt,
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
    secondary: { requireTotp: false },
  };
}
