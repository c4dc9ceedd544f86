import type { Client } from "../../client/client";
import type { EdgeOptions } from "../../client/edge/edge";
import { type Count, exactly } from "../../contract/sign-in/count";
import type { SignInFacts } from "../../contract/sign-in/facts";
import { type SignInChange, signInChange, sumOfChanges } from "../../contract/sign-in/sign-in-change";

/** The identities of an auth policy or of an integration. */
export interface People {
  readonly withExternalId: Count;
  readonly withoutExternalId: Count;
  readonly total: number;
}

/**
 * Counts identities with two calls, which every controller answers. The disabled ones are counted too, since
 * no filter of the edge API tells them apart.
 */
export async function countPeople(
  client: Client,
  of: { readonly authPolicyId: string } | { readonly integrationId: string },
  options: EdgeOptions,
): Promise<People> {
  const [total, without] = await Promise.all([
    client.identities.count(of, options),
    client.identities.count({ ...of, externalId: null }, options),
  ]);
  return {
    // Somebody may come between the two calls.
    withExternalId: exactly(Math.max(0, total - without)),
    withoutExternalId: exactly(without),
    total,
  };
}

type Circumstances = Pick<SignInFacts, "policy" | "signers">;

/** What a change of an auth policy or of signers does to people who keep their external IDs. */
export function changeFor(
  people: Pick<People, "withExternalId" | "withoutExternalId">,
  before: Circumstances,
  after: Circumstances,
): SignInChange {
  const group = (hasExternalId: boolean, count: Count) => {
    const same = { isEnabled: true, hasExternalId };
    return signInChange({ ...same, ...before }, { ...same, ...after }, count);
  };
  return sumOfChanges([group(true, people.withExternalId), group(false, people.withoutExternalId)]);
}
