/** What a SCIM write does to the identity. `disable` also ends its sessions. */
type ActiveTransition = "disable" | "enable" | "leave";

/**
 * Rules 17 and 18: only a change of `active` disables or enables the identity. Until then, the state that a
 * person set stays.
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
