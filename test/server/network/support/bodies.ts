import { policyBody as storedPolicy } from "../../../support/fake-api/loopback";

/** The body that makes an auth policy. Without more, a JWT of any signer signs in. */
export function policyBody(name: string, extJwt: object = {}, secondary: object = {}): object {
  const { primary } = storedPolicy();
  return {
    name,
    primary: { ...primary, extJwt: { allowed: true, allowedSigners: [], ...extJwt } },
    secondary: { requireTotp: false, ...secondary },
  };
}
