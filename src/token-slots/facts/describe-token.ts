import { durationSeconds } from "../../contract/duration";
import type { TokenMetadata } from "../../contract/gateway/token";
import type { OtherToken, TokenReport } from "../report/report";
import type { StateSlot } from "../state/state-slot";
import type { SlotFacts } from "./slot-facts";
import type { Moment, SlotTokens } from "./slot-standing";
import { isPast } from "./token-at";

/** The token of a slot for the report. Where API and state differ, the API counts. Null: there is none. */
export function describeToken({ slot, api }: SlotFacts, { own }: SlotTokens): TokenReport | null {
  const id = own?.id ?? slot?.tokenId;
  const issuedAt = own?.createdAt ?? slot?.createdAt;
  if (id === undefined || issuedAt === undefined) return null;
  return {
    id,
    generation: slot?.generation ?? null,
    storage: slot?.storage ?? null,
    issuedAt,
    isUseKnown: api !== null && own !== null,
    lastUsedAt: own?.lastUsedAt ?? null,
    expectedUseBy: slot === null ? null : expectedUseBy(slot, issuedAt),
    rotateFrom: slot?.rotateAfter ?? null,
    endsAt: own === null ? (slot?.expiresAt ?? null) : endOf(own),
  };
}

/** The former token for the report, while it is valid. */
export function describeFormer(
  { slot, api }: SlotFacts,
  { former }: SlotTokens,
  { at }: Moment,
): OtherToken | null {
  if (api !== null) return former === null ? null : describeOther(former);
  if (slot === null || slot.previousTokenId === null || isPast(slot.previousExpiresAt, at)) return null;
  const { previousTokenId: id, previousExpiresAt: endsAt } = slot;
  return { id, issuedAt: null, lastUsedAt: null, endsAt };
}

/** Another token for the report. */
export function describeOther(token: TokenMetadata): OtherToken {
  const { id, createdAt, lastUsedAt } = token;
  return { id, issuedAt: createdAt, lastUsedAt, endsAt: endOf(token) };
}

function endOf({ overlapEndsAt, expiresAt }: TokenMetadata): string | null {
  return overlapEndsAt ?? expiresAt;
}

function expectedUseBy({ expectedUseWithin }: StateSlot, issuedAt: string): string | null {
  const seconds = expectedUseWithin === null ? null : durationSeconds(expectedUseWithin);
  return seconds === null ? null : new Date(Date.parse(issuedAt) + seconds * 1000).toISOString();
}
