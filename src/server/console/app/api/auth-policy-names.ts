import type { AuthPolicy } from "../../../../contract/edge/auth-policy";
import { edgeList, edgeText } from "./edge";

/** The names of auth policies, by id. One that is gone has none. */
export async function authPolicyNames(
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const filter = `id in [${wanted.map(edgeText).join(", ")}]`;
  const page = { page: 1, size: wanted.length, sort: "name,asc" };
  const { rows } = await edgeList<AuthPolicy>("/auth-policies", page, filter, signal);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
