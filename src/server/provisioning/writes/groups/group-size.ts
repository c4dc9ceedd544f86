import { invalidValue } from "../../../scim/scim-error";
import { MAX_MEMBERS } from "../../../scim/size-limits";
import type { Row } from "../../../store/tables";
import type { Scope } from "../../scope";

type GroupSize = Pick<Row<"scim_groups">, "id" | "members_at_most">;

/**
 * Requires that a list of members is not too long. The list of a group that is larger already, because a
 * former version let it grow, may come back.
 * @throws ScimError 400
 */
export function requireFewMembers(memberIds: readonly string[], membersAtMost = 0): void {
  if (memberIds.length > Math.max(MAX_MEMBERS, membersAtMost)) throw tooManyMembers(memberIds.length);
}

/**
 * The size of a group after users joined and left. It counts members only when the group may be too large,
 * because that takes longer the more there are.
 * @returns a number that is exact, or too high
 * @throws ScimError 400 when users joined and there are too many members now
 */
export async function sizeAfter(
  { db }: Scope,
  { id, members_at_most }: GroupSize,
  { joined, left }: { readonly joined: number; readonly left: number },
): Promise<number> {
  const atMost = members_at_most + joined - left;
  if (joined === 0 || atMost <= MAX_MEMBERS) return atMost;
  const { total } = await db
    .selectFrom("scim_group_members")
    .select((eb) => eb.fn.countAll().as("total"))
    .where("group_id", "=", id)
    .executeTakeFirstOrThrow();
  const size = Number(total);
  if (size > MAX_MEMBERS) throw tooManyMembers(size);
  return size;
}

function tooManyMembers(count: number) {
  return invalidValue(`members: the group would have ${count} members; at most ${MAX_MEMBERS} are allowed`);
}
