import type { ScimError } from "../../../scim/scim-error";
import type { ClashingValue } from "../../../sync/types";
import type { Scope } from "../../scope";

/** Who claims a value that must be unique. */
export interface Claimant {
  /** Null for a user that does not exist yet. */
  readonly userId: string | null;
  /** Null for an identity that does not exist yet. */
  readonly identityId: string | null;
  readonly userName: string;
  /** Whether the request disables the user. Then a value that it cannot get refuses nothing. */
  readonly disables: boolean;
}

/** Why a claimant cannot get a value. */
export interface FailedClaim {
  readonly rule: number;
  readonly value: ClashingValue;
  /** The attribute or path of the user that holds the value. */
  readonly source: string;
  readonly error: ScimError;
}

/**
 * Refuses the push. But when it disables the user, the push goes on, and the audit log, the metrics and the
 * log report the value that the user could not get.
 * @throws ScimError unless the push disables the user
 */
export function refuseOrReport(
  { warn, reportChange }: Scope,
  { userId, disables }: Claimant,
  { rule, value, source, error }: FailedClaim,
): void {
  if (!disables || userId === null) {
    warn({ rule, message: `push refused: ${error.detail}` });
    throw error;
  }
  warn({
    rule,
    clash: value,
    message: `user ${userId} is disabled, but keeps its former ${WORDS[value]}: ${error.detail}`,
  });
  reportChange({ action: "user.update", id: userId, changed: [source], refusedWith: error.status });
}

const WORDS = { userName: "userName", identityName: "identity name", externalId: "external ID" } as const;
