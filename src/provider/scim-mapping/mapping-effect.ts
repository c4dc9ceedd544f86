import type { Client } from "../../client/client";
import { NotFoundError } from "../../client/errors/not-found-error";
import type { MappingPreview } from "../../contract/gateway/mapping";
import type { PolicyFacts } from "../../contract/sign-in/facts";
import { policyFacts, signerFacts } from "../../contract/sign-in/from-api";
import { mappingSignInChange } from "../../contract/sign-in/mapping-change";
import { type MaybeKnown, NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { type SignInChange, sumOfChanges } from "../../contract/sign-in/sign-in-change";
import { isUnknown, type Unknown } from "../../tfplugin";
import { countPeople } from "../sign-in/people";
import { type MappingAttributes, mappingOf } from "./settings";

/** What mapping settings do to the identities of an integration. */
export interface MappingEffect {
  readonly preview: MappingPreview;
  /** Whether the auth policy is not known, so that the preview took the present one. */
  readonly isPolicyUnknown: boolean;
  readonly change: SignInChange;
}

/** Mapping settings in a plan. The auth policy may be new in the same plan. */
export interface WantedMapping {
  readonly integrationId: string;
  readonly wanted: Omit<MappingAttributes, "auth_policy_id"> & { readonly auth_policy_id: string | Unknown };
}

/** Asks the API what the settings would do, and what that means for sign-in. */
export async function mappingEffect(
  client: Client,
  { integrationId, wanted }: WantedMapping,
  signal: AbortSignal,
): Promise<MappingEffect> {
  const { mapping: current, networkId } = await client.integrations.shared(integrationId, { signal });
  const isPolicyUnknown = isUnknown(wanted.auth_policy_id);
  const policyId = isUnknown(wanted.auth_policy_id) ? current.authPolicyId : wanted.auth_policy_id;
  const settings = mappingOf({ ...wanted, auth_policy_id: policyId });
  const preview = await client.mappings.preview(integrationId, settings, { signal });
  const movesPolicy = isPolicyUnknown || policyId !== current.authPolicyId;
  if (preview.identities === 0 || (!movesPolicy && preview.externalIdLost === 0)) {
    return { preview, isPolicyUnknown, change: NO_CHANGE };
  }
  const options = { signal, networkId };
  const policyOf = async (id: string | Unknown): Promise<MaybeKnown<PolicyFacts>> => {
    if (isUnknown(id)) return NOT_KNOWN;
    try {
      return policyFacts(await client.authPolicies.get(id, options));
    } catch (failure) {
      if (!(failure instanceof NotFoundError)) throw failure;
      return NOT_KNOWN;
    }
  };
  const present = policyOf(current.authPolicyId);
  const [people, all, before, after] = await Promise.all([
    countPeople(client, { integrationId }, options),
    client.jwtSigners.list({}, options),
    present,
    movesPolicy ? policyOf(wanted.auth_policy_id) : present,
  ]);
  const signers = all.map((one) => signerFacts(one.id, one));
  const moved = isPolicyUnknown ? preview.identities : movesPolicy ? preview.policyChanged : 0;
  const group = { preview, withoutExternalId: people.withoutExternalId, moved };
  const change = mappingSignInChange(group, {
    before: { isEnabled: true, policy: before, signers },
    after: { isEnabled: true, policy: after, signers },
  });
  return { preview, isPolicyUnknown, change };
}

const NO_CHANGE = sumOfChanges([]);
