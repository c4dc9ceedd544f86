import type { IdentityState } from "../../../network/network-identities";

/**
 * Whether an identity counts as disabled. A person may disable an identity for a limited time. With `active`
 * false that is not enough, so such a limit counts only for a user with `active` true.
 */
export function isDisabled(
  { disabled_at, disabled_until }: Pick<IdentityState, "disabled_at" | "disabled_until">,
  active: boolean,
  now: string,
): boolean {
  if (disabled_at === null) return false;
  return disabled_until === null || (active && disabled_until > now);
}
