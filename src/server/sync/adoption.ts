/** What an integration must know of an identity before it adopts it. */
export interface AdoptableIdentity {
  readonly isAdmin: boolean;
  /** The stored edge fields that have no column of their own. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const TYPE = "Default";

/**
 * Whether a pushed user may adopt an identity that no integration owns. Whoever the identity provider names
 * like that identity then signs in as it. So an identity with any power over the network is never adopted.
 */
export function mayBeAdopted({ isAdmin, settings }: AdoptableIdentity): boolean {
  const { isDefaultAdmin, isSystem, permissions, type = TYPE, typeId = TYPE } = settings;
  const isPowerful = isAdmin || isDefaultAdmin === true || isSystem === true;
  const hasPermissions = Array.isArray(permissions) && permissions.length > 0;
  return !isPowerful && !hasPermissions && type === TYPE && typeId === TYPE;
}
