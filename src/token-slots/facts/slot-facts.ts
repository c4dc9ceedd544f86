import type { TokenMetadata } from "../../contract/gateway/token";
import type { StateSlot } from "../state/state-slot";

/** What the API says of an integration. */
export interface ApiIntegration {
  readonly id: string;
  /** Null: the API knows no such integration. */
  readonly name: string | null;
  /** Newest first. */
  readonly tokens: readonly TokenMetadata[];
}

/** One slot of a state, or one integration of the API, or both joined. */
export interface SlotFacts {
  readonly integrationId: string;
  readonly slot: StateSlot | null;
  readonly api: ApiIntegration | null;
}

/**
 * Joins the slots of a state with what the API says of their integrations.
 * @param slots null: no state was given, so each integration stands for itself.
 * @param integrations null: the API was not asked.
 */
export function joinFacts(
  slots: readonly StateSlot[] | null,
  integrations: readonly ApiIntegration[] | null,
): readonly SlotFacts[] {
  if (slots === null) return (integrations ?? []).map((api) => ({ integrationId: api.id, slot: null, api }));
  return slots.map((slot) => {
    const { integrationId } = slot;
    const gone = integrations === null ? null : { id: integrationId, name: null, tokens: [] };
    return { integrationId, slot, api: integrations?.find(({ id }) => id === integrationId) ?? gone };
  });
}
