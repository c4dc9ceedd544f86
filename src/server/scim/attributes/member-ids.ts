import { findKey, isMap } from "../../../contract/scim/read-attribute";
import { sameName } from "../../../contract/scim/resource";
import { invalidValue, type ScimError } from "../scim-error";

/**
 * The user ids in a list of members, each once. A member is an object with `value`, or only an id. A single
 * member counts as a list. Bad members are refused, not skipped as in other attributes, because a skipped
 * member would lose access.
 *
 * @throws ScimError 400 invalidValue for a member without an id, or one that is a group
 */
export function memberIdsOf(members: unknown, at: string): string[] {
  const items: readonly unknown[] = Array.isArray(members) ? members : [members];
  return [...new Set(items.map((member, index) => memberIdOf(member, `${at}[${index}]`)))];
}

/** 400 for a member that is a group, or nothing that the integration has. */
export function notAUser(id: string): ScimError {
  return invalidValue(
    `members: ${JSON.stringify(id)} is not a user of this integration; only users can be members`,
  );
}

function memberIdOf(member: unknown, at: string): string {
  const id = isMap(member) ? partOf(member, "value") : member;
  if (typeof id !== "string" || id === "") throw invalidValue(`${at}.value is required: the id of a user`);
  const type = isMap(member) ? partOf(member, "type") : undefined;
  if (typeof type === "string" && sameName(type, "Group")) throw notAUser(id);
  return id;
}

function partOf(member: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = findKey(member, name);
  return key === null ? undefined : member[key];
}
