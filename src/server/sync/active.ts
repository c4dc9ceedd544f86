/** What a SCIM write does to the identity's right to sign in. `disable` also ends its sessions. */
type ActiveTransition = "disable" | "enable" | "leave";

/**
 * Rules 17 and 18: only a change of `active` acts on the identity. What a person set by hand lasts until
 * then.
 *
 * @param previous `active` before the write. Null for a new user.
 * @param isDisabled Whether anybody has disabled the identity. False for a new user.
 */
export function activeTransition(
  previous: boolean | null,
  next: boolean,
  isDisabled: boolean,
): ActiveTransition {
  if (previous === next) return "leave";
  if (next) return isDisabled ? "enable" : "leave";
  return isDisabled ? "leave" : "disable";
}
