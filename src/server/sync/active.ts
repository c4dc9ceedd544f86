/** What a SCIM write does to the identity's right to sign in; `disable` also ends its sessions. */
export type ActiveTransition = "disable" | "enable" | "leave";

/**
 * Rules 17 and 18: only a change of `active` acts on the identity, so that what a person set by hand lasts
 * until then.
 *
 * @param previous `active` as kept before the write; null for a new user
 * @param isDisabled whether the identity is disabled now, by whomever; false for a new user
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
