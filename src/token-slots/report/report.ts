import * as z from "zod/mini";

export const VERDICTS = ["clean", "attention", "blocked"] as const;
export type Verdict = (typeof VERDICTS)[number];

const text = z.string();
const textOrNull = z.nullable(text);

const finding = z.object({
  /** It never changes. */
  code: text,
  severity: z.enum(["info", "attention", "blocked"]),
  says: text,
  /** What to do; empty where there is nothing to do. */
  remedy: text,
});

/** The token of a slot, or of an integration. Times are RFC 3339; null: never, or not known. */
const token = z.object({
  id: text,
  /** Of the slot; null without a state. */
  generation: z.nullable(z.number()),
  /** Where the slot keeps the value: `state`, `sealed` or `none`; null without a state. */
  storage: textOrNull,
  issuedAt: text,
  /** Whether the API was asked for the last use. */
  isUseKnown: z.boolean(),
  lastUsedAt: textOrNull,
  /** By when somebody should have used it; null where nobody said. */
  expectedUseBy: textOrNull,
  /** From when on the slot rotates it. */
  rotateFrom: textOrNull,
  endsAt: textOrNull,
});

/** Another token of the same integration. */
const otherToken = z.object({
  id: text,
  /** Null without an answer of the API. */
  issuedAt: textOrNull,
  lastUsedAt: textOrNull,
  endsAt: textOrNull,
});

const slot = z.object({
  /** Address in the state; null for an integration that the API alone told of. */
  address: textOrNull,
  integrationId: text,
  integrationName: textOrNull,
  /**
   * `live`, `expiring`, `never_used`, `overlapping`, `superseded`, `expired`, `revoked`, `missing` or `none`;
   * or a state of a newer API.
   */
  standing: text,
  verdict: z.enum(VERDICTS),
  findings: z.array(finding),
  token: z.nullable(token),
  /** The former token, while it is still valid (overlap). */
  formerToken: z.nullable(otherToken),
  /** The live token that took the place of the slot's. */
  otherToken: z.nullable(otherToken),
});

/**
 * What `token status --json` prints. `formatVersion` counts up its second number for a new key, and its first
 * when a key goes or changes its meaning.
 */
export const statusReport = z.object({
  formatVersion: z.literal("1.0"),
  /** The worst of the slots; `attention` for a state without any slot. */
  verdict: z.enum(VERDICTS),
  /** The instant that the report is about. */
  at: text,
  /** What was asked: `state`, `api` or both. */
  sources: z.array(z.enum(["state", "api"])),
  slots: z.array(slot),
});
export type StatusReport = z.infer<typeof statusReport>;
export type SlotReport = z.infer<typeof slot>;
export type SlotFinding = z.infer<typeof finding>;
export type TokenReport = z.infer<typeof token>;
export type OtherToken = z.infer<typeof otherToken>;
