/** How grave a finding is. `info` leaves the verdict clean. */
export const SEVERITIES = ["info", "attention", "blocked"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A value before and after the change. The server masks the values of its samples. */
export interface Sample {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Numbers of a finding. `people` is exact. Where that is not known, `atLeast` and `atMost` stand. */
export interface Counts {
  readonly people?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Of how many people. */
  readonly of?: number;
  /** Days that are left, or that have passed; the effect says which. */
  readonly days?: number;
}

/** One thing that a reviewer has to know. */
export interface Finding {
  /** The name of its rule, as in `signer-disabled`. */
  readonly code: string;
  readonly severity: Severity;
  /** Address of the resource, or of the block when it stands for several instances. Empty: the plan. */
  readonly address: string;
  /** The instances that it stands for, when they are several. */
  readonly instances: readonly string[];
  /** What happens, in one sentence. */
  readonly effect: string;
  readonly counts: Counts;
  readonly samples: readonly Sample[];
  /** What to do about it. */
  readonly remedy: string;
  /** The exception of review.yaml that accepts it; null when none does. */
  readonly exception: { readonly reason: string; readonly until: string } | null;
}

/** The graver one of two. */
export function graver(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) >= SEVERITIES.indexOf(other) ? one : other;
}
