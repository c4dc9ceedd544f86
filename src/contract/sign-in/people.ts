import { exactly } from "./count";
import type { SignInFacts } from "./facts";
import { type SignInChange, signInChange, sumOfChanges } from "./sign-in-change";

/** How many identities an auth policy or an integration has. */
export interface People {
  readonly total: number;
  readonly withoutExternalId: number;
}

type Circumstances = Pick<SignInFacts, "policy" | "signers">;

/** What a change of an auth policy or of signers does to people who keep their external IDs. */
export function changeFor(people: People, before: Circumstances, after: Circumstances): SignInChange {
  const { total, withoutExternalId } = people;
  const group = (hasExternalId: boolean, count: number) => {
    const same = { isEnabled: true, hasExternalId };
    return signInChange({ ...same, ...before }, { ...same, ...after }, exactly(count));
  };
  // Somebody may come between the two counts.
  return sumOfChanges([group(true, Math.max(0, total - withoutExternalId)), group(false, withoutExternalId)]);
}
