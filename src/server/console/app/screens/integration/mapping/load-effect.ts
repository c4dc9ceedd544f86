import type { AuthPolicy } from "../../../../../../contract/edge/auth-policy";
import { TAG_INTEGRATION } from "../../../../../../contract/edge/identity-tag";
import type { MappingAnswer, MappingPreview } from "../../../../../../contract/gateway/mapping";
import { policyFacts, signerFacts } from "../../../../../../contract/sign-in/from-api";
import { mappingSignInChange } from "../../../../../../contract/sign-in/mapping-change";
import { sumOfChanges } from "../../../../../../contract/sign-in/sign-in-change";
import { call } from "../../../api/call";
import { edge, edgeText } from "../../../api/edge";
import { everySigner } from "../../../api/every";
import { countIdentities } from "../../../api/people";
import { policyPath } from "../../auth-policy/load-policy";
import { integrationPath } from "../integration-path";
import type { MappingEffect } from "./effect-words";

/**
 * Asks the server what settings would do, and what that means for sign-in. Nothing is changed.
 * @throws Problem when the server refuses the settings.
 */
export async function loadEffect(
  integrationId: string,
  settings: { readonly stored: MappingAnswer; readonly wanted: MappingAnswer },
  signal: AbortSignal,
): Promise<MappingEffect> {
  const { stored, wanted } = settings;
  const path = `${integrationPath(integrationId)}/mapping/preview`;
  const preview = await call<MappingPreview>(path, { method: "POST", body: wanted, signal });
  const policyOf = (id: string) => edge<AuthPolicy>(policyPath(id), { signal });
  const [before, after] = await Promise.all([policyOf(stored.authPolicyId), policyOf(wanted.authPolicyId)]);
  const policyName = after.name;
  if (preview.policyChanged === 0 && preview.externalIdLost === 0) {
    return { preview, policyName, change: sumOfChanges([]) };
  }
  const hasNone = `tags.${TAG_INTEGRATION} = ${edgeText(integrationId)} and externalId = null`;
  const [withoutExternalId, signers] = await Promise.all([
    countIdentities(hasNone, signal),
    everySigner(signal),
  ]);
  const shared = { isEnabled: true, signers: signers.map((signer) => signerFacts(signer.id, signer)) };
  const people = { preview, withoutExternalId, moved: preview.policyChanged };
  const change = mappingSignInChange(people, {
    before: { ...shared, policy: policyFacts(before) },
    after: { ...shared, policy: policyFacts(after) },
  });
  return { preview, policyName, change };
}
