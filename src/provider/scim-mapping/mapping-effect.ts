import type { Client } from "../../client/client";
import { NotFoundError } from "../../client/errors/not-found-error";
import type { MappingPreview } from "../../contract/gateway/mapping";
import { type Count, exactly } from "../../contract/sign-in/count";
import type { PolicyFacts, SignInFacts } from "../../contract/sign-in/facts";
import { policyFacts, signerFacts } from "../../contract/sign-in/from-api";
import { type MaybeKnown, NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import { type SignInChange, signInChange, sumOfChanges } from "../../contract/sign-in/sign-in-change";
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
  const facts: Facts = {
    before: { isEnabled: true, policy: before, signers },
    after: { isEnabled: true, policy: after, signers },
  };
  const moved = isPolicyUnknown ? preview.identities : movesPolicy ? preview.policyChanged : 0;
  const groups = groupsOf(preview, people.withoutExternalId.atLeast, moved);
  return { preview, isPolicyUnknown, change: changeOf(groups, facts) };
}

const NO_CHANGE = sumOfChanges([]);

interface Group {
  readonly count: Count;
  readonly before: Pick<SignInFacts, "hasExternalId">;
  readonly after: Pick<SignInFacts, "hasExternalId">;
}

/** Those who lose their external ID, keep one, and have none. Only those who move get another policy. */
function groupsOf(
  { identities, externalIdLost, rekeyed }: MappingPreview,
  without: number,
  moved: number,
): Group[] {
  const keep = Math.max(0, identities - without - externalIdLost);
  // Nobody can tell which of them move.
  const ofMoved = (count: number): Count => ({
    atLeast: Math.max(0, count - (identities - moved)),
    atMost: Math.min(count, moved),
  });
  return [
    { count: exactly(externalIdLost), before: { hasExternalId: true }, after: { hasExternalId: false } },
    { count: ofMoved(keep), before: { hasExternalId: true }, after: { hasExternalId: true } },
    {
      count: ofMoved(without),
      before: { hasExternalId: false },
      // Some of those who get another external ID may have had none.
      after: { hasExternalId: rekeyed === 0 ? false : NOT_KNOWN },
    },
  ];
}

/** What the identities of all groups have in common. */
interface Facts {
  readonly before: Omit<SignInFacts, "hasExternalId">;
  readonly after: Omit<SignInFacts, "hasExternalId">;
}

function changeOf(groups: readonly Group[], facts: Facts): SignInChange {
  return sumOfChanges(
    groups.map(({ count, before, after }) =>
      signInChange({ ...facts.before, ...before }, { ...facts.after, ...after }, count),
    ),
  );
}
