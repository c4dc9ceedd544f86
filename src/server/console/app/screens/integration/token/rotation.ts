import type { TokenCreate, TokenMetadata } from "../../../../../../contract/gateway/token";
import { works } from "./token-list";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** What a person chose for a new token. Numbers as texts, as the form has them. */
export interface MintForm {
  readonly description: string;
  /** In seconds. `never`: the token never ends. */
  readonly lifetime: string;
  /** How long the former token stays valid, in seconds. */
  readonly overlap: string;
}

/** How long a token may live: a year is what NetFoundry gives. */
export const LIFETIMES = [
  { value: String(30 * DAY), label: "30 days" },
  { value: String(90 * DAY), label: "90 days" },
  { value: String(180 * DAY), label: "180 days" },
  { value: String(365 * DAY), label: "1 year" },
  { value: "never", label: "Without an end" },
] as const;

/** The form as it opens. */
export const NEW_TOKEN: MintForm = { description: "", lifetime: String(365 * DAY), overlap: "0" };

/** The body of the mint. */
export function mintRequest({ description, lifetime, overlap }: MintForm): TokenCreate {
  const given = description.trim();
  return {
    ...(given !== "" && { description: given }),
    lifetimeSeconds: lifetime === "never" ? null : Number(lifetime),
    overlapSeconds: Number(overlap),
  };
}

/**
 * How long the former token may stay valid.
 * @param most seconds that the server allows. 0: a new token ends the former one at once.
 */
export function overlapOptions(most: number): readonly { readonly value: string; readonly label: string }[] {
  const steps = [HOUR, 8 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY].filter((each) => each < most);
  const allowed = most > 0 ? [...steps, most] : [];
  return [
    { value: "0", label: "Not at all: it stops at once" },
    ...allowed.map((seconds) => ({ value: String(seconds), label: spanWords(seconds) })),
  ];
}

/** A span of time in its largest unit that fits. */
export function spanWords(seconds: number): string {
  const units = [
    [DAY, "day"],
    [HOUR, "hour"],
    [60, "minute"],
  ] as const;
  const [size, word] = units.find(([each]) => seconds >= each && seconds % each === 0) ?? [1, "second"];
  const count = seconds / size;
  return `${count.toLocaleString()} ${word}${count === 1 ? "" : "s"}`;
}

/** A token that a mint ends. */
export interface Stop {
  readonly token: TokenMetadata;
  /** When it stops. Null: at once. */
  readonly at: string | null;
}

/**
 * Which tokens a mint ends, and when. The live one stays valid for the overlap, but never longer than its own
 * life. One that still overlaps stops at once, because the server accepts two tokens at most.
 * @param now in milliseconds.
 */
export function whatStops(tokens: readonly TokenMetadata[], overlapSeconds: number, now: number): Stop[] {
  return tokens.filter(works).map((token) => {
    if (token.state !== "live" || overlapSeconds === 0) return { token, at: null };
    const overlapEnd = new Date(now + overlapSeconds * 1000).toISOString();
    const { expiresAt } = token;
    const endsFirst = expiresAt !== null && Date.parse(expiresAt) < Date.parse(overlapEnd);
    return { token, at: endsFirst ? expiresAt : overlapEnd };
  });
}
