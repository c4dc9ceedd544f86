import type { MappingPreview } from "../gateway/mapping";
import { type Count, exactly } from "./count";
import type { SignInFacts } from "./facts";
import { NOT_KNOWN } from "./maybe-known";
import { type SignInChange, signInChange, sumOfChanges } from "./sign-in-change";

/** What all identities of an integration have in common. */
type SharedFacts = Omit<SignInFacts, "hasExternalId">;

/** The identities of an integration whose mapping settings change. */
export interface MappedPeople {
  readonly preview: Pick<MappingPreview, "identities" | "externalIdLost" | "rekeyed">;
  /** How many have no external ID before the change. */
  readonly withoutExternalId: number;
  /** How many get another auth policy. */
  readonly moved: number;
}

interface Group {
  readonly count: Count;
  readonly before: Pick<SignInFacts, "hasExternalId">;
  readonly after: Pick<SignInFacts, "hasExternalId">;
}

/** What a change of mapping settings does to the sign-in of the identities of an integration. */
export function mappingSignInChange(
  people: MappedPeople,
  facts: { readonly before: SharedFacts; readonly after: SharedFacts },
): SignInChange {
  return sumOfChanges(
    groupsOf(people).map(({ count, before, after }) =>
      signInChange({ ...facts.before, ...before }, { ...facts.after, ...after }, count),
    ),
  );
}

/** Those who lose their external ID, keep one, and have none. Only those who move get another policy. */
function groupsOf({ preview, withoutExternalId, moved }: MappedPeople): Group[] {
  const { identities, externalIdLost, rekeyed } = preview;
  const keep = Math.max(0, identities - withoutExternalId - externalIdLost);
  // Nobody can tell which of them move.
  const ofMoved = (count: number): Count => ({
    atLeast: Math.max(0, count - (identities - moved)),
    atMost: Math.min(count, moved),
  });
  return [
    { count: exactly(externalIdLost), before: { hasExternalId: true }, after: { hasExternalId: false } },
    { count: ofMoved(keep), before: { hasExternalId: true }, after: { hasExternalId: true } },
    {
      count: ofMoved(withoutExternalId),
      before: { hasExternalId: false },
      // Some of those who get another external ID may have had none.
      after: { hasExternalId: rekeyed === 0 ? false : NOT_KNOWN },
    },
  ];
}
