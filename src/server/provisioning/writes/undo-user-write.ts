import type { NetworkRefusal } from "../../network/network";
import { findUser } from "../find-user";
import type { Scope, UserWrite } from "../scope";
import { deleteUser, replaceUser } from "./user-writes";

/**
 * Gives a user and its identity back what they were before a write that the network refuses. When the
 * identity was disabled there, it stays disabled.
 * @returns false when a later write came, which then counts
 * @throws ScimError 409 when somebody else has one of the former values by now
 */
export async function undoUserWrite(
  scope: Scope,
  { userId, identityId, version, before }: UserWrite,
  { isDisabled }: NetworkRefusal,
): Promise<boolean> {
  if (before === "same") return false;
  const user = await findUser(scope, userId);
  if (user === null || user.version !== version) return false;
  if (before === null) return deleteUser(scope, userId);
  const { attributes, name, externalId } = before;
  const former = isDisabled ? { ...attributes, active: false } : attributes;
  await replaceUser(scope, userId, former, { disables: false });
  // A person may have given the identity other values than the attributes say.
  await scope.identities.change(scope.db, identityId, { name, external_id: externalId });
  return true;
}
