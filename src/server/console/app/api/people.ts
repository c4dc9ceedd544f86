import type { People } from "../../../../contract/sign-in/people";
import { edgeList, edgeText } from "./edge";

/** Counts the identities with an auth policy, and those of them without an external ID. */
export async function countPeople(authPolicyId: string, signal: AbortSignal): Promise<People> {
  const count = async (more: string) => {
    const filter = `authPolicyId = ${edgeText(authPolicyId)}${more}`;
    const { total } = await edgeList("/identities", { page: 1, size: 1, sort: "name,asc" }, filter, signal);
    return total;
  };
  const [total, without] = await Promise.all([count(""), count(" and externalId = null")]);
  return { total, withoutExternalId: without };
}
