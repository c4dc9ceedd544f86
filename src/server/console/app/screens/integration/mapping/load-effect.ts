import type { AuthPolicy } from "../../../../../../contract/edge/auth-policy";
import type { Identity } from "../../../../../../contract/edge/identity";
import { TAG_INTEGRATION } from "../../../../../../contract/edge/identity-tag";
import type { JwtSigner } from "../../../../../../contract/edge/jwt-signer";
import type { MappingAnswer, MappingPreview } from "../../../../../../contract/gateway/mapping";
import { policyFacts, signerFacts } from "../../../../../../contract/sign-in/from-api";
import { mappingSignInChange } from "../../../../../../contract/sign-in/mapping-change";
import { sumOfChanges } from "../../../../../../contract/sign-in/sign-in-change";
import { call } from "../../../api/call";
import { edge, edgeList, edgeText } from "../../../api/edge";
import { everyRow } from "../../../parts/table/csv";
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
  const policyOf = (id: string) => edge<AuthPolicy>(`/auth-policies/${encodeURIComponent(id)}`, { signal });
  const [before, after] = await Promise.all([policyOf(stored.authPolicyId), policyOf(wanted.authPolicyId)]);
  const policyName = after.name;
  if (preview.policyChanged === 0 && preview.externalIdLost === 0) {
    return { preview, policyName, change: sumOfChanges([]) };
  }
  const all = { page: 1, size: 1, sort: "name,asc" };
  const hasNone = `tags.${TAG_INTEGRATION} = ${edgeText(integrationId)} and externalId = null`;
  const [without, signers] = await Promise.all([
    edgeList<Identity>("/identities", all, hasNone, signal),
    everyRow((page, size) =>
      edgeList<JwtSigner>("/external-jwt-signers", { ...all, page, size }, "", signal),
    ),
  ]);
  const shared = { isEnabled: true, signers: signers.map((signer) => signerFacts(signer.id, signer)) };
  const people = { preview, withoutExternalId: without.total, moved: preview.policyChanged };
  const change = mappingSignInChange(people, {
    before: { ...shared, policy: policyFacts(before) },
    after: { ...shared, policy: policyFacts(after) },
  });
  return { preview, policyName, change };
}
