import { type DiagnosticText, isUnknown, type Unknown } from "../../../tfplugin";
import { NEVER } from "../lifetime";
import { type PlannedSlot, type PriorSlot, plannedRotation } from "../rotation";

/** The part of the state that decides whether the next token ends. */
export interface PriorLifetime extends PriorSlot {
  readonly integration_id: string;
  readonly lifetime: string;
}

/** The part of the plan that does. */
export interface PlannedLifetime extends PlannedSlot {
  readonly integration_id: string | Unknown;
  readonly lifetime: string | Unknown;
}

/**
 * The warning of a plan after which tokens never end. Null when they end, and when the plan neither mints one
 * nor changes the lifetime.
 * @param lookedAt as in `plannedRotation`.
 * @param nameOf gives name and id of an integration.
 */
export async function neverEndsWarning(
  prior: PriorLifetime | null,
  plan: PlannedLifetime,
  lookedAt: string | null,
  nameOf: (integrationId: string) => Promise<string>,
): Promise<DiagnosticText | null> {
  if (plan.lifetime !== NEVER) return null;
  const isSame = prior !== null && prior.integration_id === plan.integration_id;
  if (isSame && prior.lifetime === NEVER && plannedRotation(prior, plan, lookedAt) === null) return null;
  const whose = isUnknown(plan.integration_id)
    ? "A new SCIM integration"
    : `SCIM integration ${await nameOf(plan.integration_id)}`;
  return {
    attribute: "lifetime",
    summary: "The next auth token never ends",
    detail:
      `${whose}: lifetime is "${NEVER}". Whoever gets hold of such a token can use it until somebody ` +
      "revokes or replaces it. Give it an end and set rotate_before, unless the identity provider cannot " +
      "take a new token.",
  };
}
