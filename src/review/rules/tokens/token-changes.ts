import type { TokenMetadata } from "../../../contract/gateway/token";
import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Review } from "../../findings/rule";
import type { PlannedChange } from "../../plan/plan";
import { knownTextAt, textAt, valueAt } from "../../plan/read-value";

/** The changes of token slots. */
export function tokenChanges({ plan }: Review): readonly PlannedChange[] {
  return plan.changes.filter(isSlot);
}

/** Whether a change is one of a token slot. */
export function isSlot({ type }: PlannedChange): boolean {
  return type === "netfoundry_scim_token";
}

/** Whether the plan mints a new token in a slot that has one. */
export function isRotated({ action, after }: PlannedChange): boolean {
  return action === "update" && textAt(after, "token_id") === NOT_KNOWN;
}

/** Whether the former token stays valid for a while after the rotation. */
export function hasOverlap({ after }: PlannedChange): boolean {
  const overlap = valueAt(after, "overlap");
  return overlap === NOT_KNOWN || typeof overlap === "string";
}

/** Whether the integration of a slot is destroyed or replaced by the plan too. */
export function goesWithIntegration({ before }: PlannedChange, { plan }: Review): boolean {
  const id = knownTextAt(before, "integration_id");
  return plan.changes.some(
    ({ type, action, before: integration }) =>
      type === "netfoundry_scim_integration" &&
      (action === "delete" || action === "replace") &&
      knownTextAt(integration, "id") === id,
  );
}

/** The token of a slot as the API lists it; null when it was not asked or has it no more. */
export function liveTokenOf({ before }: PlannedChange, { live }: Review): TokenMetadata | null {
  const [integrationId, tokenId] = [knownTextAt(before, "integration_id"), knownTextAt(before, "token_id")];
  if (integrationId === null) return null;
  const found = Object.values(live?.networks ?? {}).flatMap(({ tokens }) => tokens[integrationId] ?? []);
  return found.find(({ id }) => id === tokenId) ?? null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** When the token of a slot was last used, as a sentence with a space before it; empty when nobody says. */
export function lastUse(change: PlannedChange, review: Review): string {
  const token = liveTokenOf(change, review);
  if (token === null) return "";
  if (token.lastUsedAt === null) return " It has not been used yet.";
  if (review.now === null) return ` It was last used on ${token.lastUsedAt.slice(0, 10)}.`;
  const days = Math.max(0, Math.floor((review.now - Date.parse(token.lastUsedAt)) / DAY_MS));
  return ` It was last used ${days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`}.`;
}
