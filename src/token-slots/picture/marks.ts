import type { SlotReport } from "../report/report";

/** A point of a timeline. Times are in milliseconds. */
export interface Mark {
  readonly kind: MarkKind;
  readonly at: number;
}

export type MarkKind = "issued" | "used" | "expected" | "rotate" | "other" | "now" | "ends";

/** How a kind of mark is drawn, with and without Unicode, and what the legend calls it. */
export const MARKS: Readonly<Record<MarkKind, { unicode: string; ascii: string; label: string }>> = {
  issued: { unicode: "├", ascii: "I", label: "issued" },
  used: { unicode: "●", ascii: "U", label: "last used" },
  expected: { unicode: "○", ascii: "X", label: "use expected by" },
  rotate: { unicode: "◆", ascii: "R", label: "rotate from" },
  other: { unicode: "×", ascii: "O", label: "other token since" },
  now: { unicode: "▼", ascii: "N", label: "now" },
  ends: { unicode: "┤", ascii: "E", label: "ends" },
};

/** The marks of a slot's timeline, in the order of their time. Empty when there is no token. */
export function marksOf({ token, otherToken }: SlotReport, now: number): readonly Mark[] {
  if (token === null) return [];
  const { expectedUseBy: by } = token;
  // Once it has come, it says something only of a token that is known to be unused.
  const isExpected = by !== null && token.lastUsedAt === null && (token.isUseKnown || Date.parse(by) > now);
  const times: Readonly<Record<MarkKind, string | number | null>> = {
    issued: token.issuedAt,
    used: token.lastUsedAt,
    expected: isExpected ? by : null,
    rotate: token.rotateFrom,
    other: otherToken?.issuedAt ?? null,
    now,
    ends: token.endsAt,
  };
  return (Object.keys(times) as MarkKind[])
    .flatMap((kind) => {
      const time = times[kind];
      return time === null ? [] : [{ kind, at: typeof time === "number" ? time : Date.parse(time) }];
    })
    .sort((one, other) => one.at - other.at);
}
