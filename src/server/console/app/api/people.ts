import type { People } from "../../../../contract/sign-in/people";
import { edgeList, edgeText } from "./edge";

/** Counts the identities with an auth policy, and those of them without an external ID. */
export async function countPeople(authPolicyId: string, signal: AbortSignal): Promise<People> {
  const hasPolicy = `authPolicyId = ${edgeText(authPolicyId)}`;
  const [total, withoutExternalId] = await Promise.all([
    countIdentities(hasPolicy, signal),
    countIdentities(`${hasPolicy} and externalId = null`, signal),
  ]);
  return { total, withoutExternalId };
}

/** Counts the identities that a filter of the edge API finds. */
export async function countIdentities(filter: string, signal: AbortSignal): Promise<number> {
  const { total } = await edgeList("/identities", { page: 1, size: 1, sort: "name,asc" }, filter, signal);
  return total;
}
