import type { JwtCheck, JwtCheckRequest } from "../../contract/gateway/jwt-check";
import { computed, notBlank, optional } from "../../tfplugin";
import { callApi } from "../api/api-call";
import type { ProviderContext } from "../context";

/** What every check tells, whether it is given tokens or claims. */
export const checkAttributes = {
  expected_identity_id: optional.string({
    description: "Id of the identity that should sign in. It must exist.",
    validate: [notBlank()],
  }),
  accepted: computed.bool({
    description:
      "Whether the sign-in is accepted, as the expected identity where one is given. Use it in the " +
      "condition of a `check` block.",
  }),
  verdict: computed.string({
    description:
      "`accepted`, `refused`, or `partial`: the first factor is valid, and a second one is needed.",
  }),
  failure: computed.string({
    description: "Code of the failure, such as `AUDIENCE_MISMATCH`. Null when the sign-in is accepted.",
    nullable: true,
  }),
  failed_step: computed.string({
    description: "The step that fails, such as `audience`. Null when none does.",
    nullable: true,
  }),
  is_expected_identity: computed.bool({
    description: "Whether the expected identity signs in. Null without `expected_identity_id`.",
    nullable: true,
  }),
  steps: computed.list.object({
    description: "The steps of the sign-in, in the order of a controller.",
    attributes: {
      step: computed.string({ description: "Name of the step." }),
      outcome: computed.string({
        description:
          "`passed`, `failed`, `not-reached`, or `not-checked`: claims have no header and no signature.",
      }),
      failure: computed.string({
        description: "Code of the failure. Null when the step did not fail.",
        nullable: true,
      }),
      detail: computed.string({ description: "What the step found." }),
    },
  }),
  hints: computed.list.object({
    description: "The likely causes of the failure and what to do, the likeliest first.",
    attributes: {
      code: computed.string({ description: "Code of the hint, such as `AUDIENCE_OF_TOKEN`." }),
      message: computed.string({ description: "The cause, and what to do." }),
    },
  }),
  signer_id: computed.string({
    description: "Id of the JWT signer with the token's issuer. Null when there is none.",
    nullable: true,
  }),
  signer_name: computed.string({ description: "Name of that signer.", nullable: true }),
  identity_id: computed.string({
    description: "Id of the identity that the token belongs to. Null when there is none.",
    nullable: true,
  }),
  identity_name: computed.string({ description: "Name of that identity.", nullable: true }),
  auth_policy_id: computed.string({
    description: "Id of that identity's auth policy. Null when there is no identity.",
    nullable: true,
  }),
  auth_policy_name: computed.string({ description: "Name of that policy.", nullable: true }),
};

/** Asks the API to check. A refused sign-in is an answer, no error. */
export function askForCheck(
  context: ProviderContext,
  body: JwtCheckRequest,
  signal: AbortSignal,
): Promise<JwtCheck> {
  const fields = { expectedIdentityId: "expected_identity_id", tokens: "tokens", claims: "claims" };
  return callApi("check the sign-in", fields, () => context.client().signInChecks.check(body, { signal }));
}

/** The answer, as the values of the computed attributes. */
export function resultOf(check: JwtCheck) {
  const { verdict, failure, steps, hints, signer, identity, authPolicy, isExpectedIdentity } = check;
  return {
    accepted: verdict === "accepted" && isExpectedIdentity !== false,
    verdict,
    failure,
    failed_step: steps.find(({ outcome }) => outcome === "failed")?.step ?? null,
    is_expected_identity: isExpectedIdentity,
    steps: steps.map(({ step, outcome, failure, detail }) => ({ step, outcome, failure, detail })),
    hints: hints.map(({ code, message }) => ({ code, message })),
    signer_id: signer?.id ?? null,
    signer_name: signer?.name ?? null,
    identity_id: identity?.id ?? null,
    identity_name: identity?.name ?? null,
    auth_policy_id: authPolicy?.id ?? null,
    auth_policy_name: authPolicy?.name ?? null,
  };
}
