import type { JwtCheck } from "../../contract/gateway/jwt-check";
import { allowsSigner } from "../../contract/sign-in/can-sign-in";
import { checkToken, type GivenToken, type TriedToken } from "./check-token";
import { controllerAnswer } from "./controller-answer";
import { hintsFor } from "./hints/hints";
import { link } from "./links";
import type { IdentityFacts, SignerFacts, SignInNetwork } from "./sign-in-network";
import { Trace } from "./trace";

/** The sign-in to check. */
interface SignInRequest {
  /** The first token signs in. The others may serve as a second factor. Claims stand for a valid token. */
  readonly tokens: readonly [GivenToken, ...GivenToken[]];
  readonly expected: IdentityFacts | null;
}

/**
 * Checks whether the tokens would let an identity sign in, and names the step that fails (domain rules 27 and
 * 28). It makes no session and stores nothing.
 */
export async function checkSignIn(
  { tokens: [first, ...others], expected }: SignInRequest,
  network: SignInNetwork,
): Promise<JwtCheck> {
  const trace = new Trace();
  const checked = await checkToken(first, network, trace);
  const { signer, identity } = checked;
  const tried =
    identity !== null && signer !== null && mayUseSigner(identity, signer, trace)
      ? await checkSecondFactors(identity, others, network, trace)
      : [];
  const { failure, failures } = trace;
  return {
    verdict: verdictOf(failure),
    failure,
    steps: trace.steps,
    signer: idAndName(signer),
    identity: idAndName(identity),
    authPolicy: idAndName(identity?.policy ?? null),
    isExpectedIdentity: expected === null ? null : identity?.id === expected.id,
    controllerAnswer: controllerAnswer(failures, network.signers),
    hints: await hintsFor(failures, { checked, tried, expected }, network),
  };
}

function verdictOf(failure: JwtCheck["failure"]): JwtCheck["verdict"] {
  if (failure === null) return "accepted";
  return failure === "SECONDARY_JWT_REQUIRED" || failure === "TOTP_REQUIRED" ? "partial" : "refused";
}

function mayUseSigner(identity: IdentityFacts, signer: SignerFacts, trace: Trace): boolean {
  const [name, policy] = [JSON.stringify(identity.name), JSON.stringify(identity.policy.name)];
  const toIdentity = link("identity", identity);
  const toPolicy = link("auth-policy", identity.policy);
  if (identity.isDisabled) {
    trace.failed("identity-enabled", "IDENTITY_DISABLED", `the identity ${name} is disabled`, toIdentity);
    return false;
  }
  trace.passed("identity-enabled", `the identity ${name} is enabled`, toIdentity);
  if (!identity.policy.extJwtAllowed) {
    const why = `its auth policy ${policy} does not allow JWTs`;
    trace.failed("policy", "POLICY_FORBIDS_EXT_JWT", why, toPolicy);
    return false;
  }
  trace.passed("policy", `its auth policy ${policy} allows JWTs`, toPolicy);
  const { allowedSigners } = identity.policy;
  if (allowsSigner(allowedSigners, signer.id) !== true) {
    const why = `the auth policy ${policy} does not list the JWT signer ${JSON.stringify(signer.name)}`;
    trace.failed("allowed-signers", "SIGNER_NOT_ALLOWED", why, toPolicy);
    return false;
  }
  const how = allowedSigners.length === 0 ? "allows every enabled JWT signer" : "lists the JWT signer";
  trace.passed("allowed-signers", `the auth policy ${policy} ${how}`, toPolicy);
  return true;
}

/** Returns the tokens that it tried as a second factor. */
async function checkSecondFactors(
  identity: IdentityFacts,
  others: readonly GivenToken[],
  network: SignInNetwork,
  trace: Trace,
): Promise<readonly TriedToken[]> {
  const { requireExtJwtSigner, requireTotp } = identity.policy;
  const tried = requireExtJwtSigner === null ? [] : await tryTokens(others, network);
  if (requireExtJwtSigner === null) trace.passed("second-jwt", "the policy requires no second JWT");
  else if (tried.some((one) => one.signer?.id === requireExtJwtSigner && one.identity?.id === identity.id)) {
    trace.passed("second-jwt", "a second JWT of the required signer names the same identity");
  } else {
    const name = network.signers.find(({ id }) => id === requireExtJwtSigner)?.name ?? requireExtJwtSigner;
    const signer = JSON.stringify(name);
    const why = `the policy requires a second JWT of the signer ${signer} for the same identity`;
    trace.failed("second-jwt", "SECONDARY_JWT_REQUIRED", why, link("auth-policy", identity.policy));
  }
  if (requireTotp) {
    const why = "the policy requires a one-time code";
    trace.failed("totp", "TOTP_REQUIRED", why, link("auth-policy", identity.policy));
  } else trace.passed("totp", "the policy requires no one-time code");
  return tried;
}

async function tryTokens(tokens: readonly GivenToken[], network: SignInNetwork): Promise<TriedToken[]> {
  const tried: TriedToken[] = [];
  for (const token of tokens) {
    const trace = new Trace();
    const checked = await checkToken(token, network, trace);
    const failed = trace.steps.find(({ outcome }) => outcome === "failed");
    tried.push({ ...checked, problem: failed?.detail ?? null });
  }
  return tried;
}

function idAndName(one: { readonly id: string; readonly name: string } | null): JwtCheck["signer"] {
  return one === null ? null : { id: one.id, name: one.name };
}
