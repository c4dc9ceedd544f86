import type { Count } from "../../contract/sign-in/count";
import type { LiveAnswers } from "../live/answers";
import type { Plan, PlannedChange } from "../plan/plan";
import type { LoggedWarning } from "../plan/read-log";
import type { Impact, PolicyTotal } from "../world/impacts";
import type { Worlds } from "../world/worlds";
import type { Sample, Severity } from "./finding";

/** A kind of change that a plan can be restricted to. */
export type OnlyKind = "rotations";

/** Everything that a rule may look at. */
export interface Review {
  readonly plan: Plan;
  /** The networks before and after the plan. */
  readonly worlds: Worlds;
  /** What the changes of policies and signers do to sign-in. */
  readonly impacts: readonly Impact[];
  /** What all of them do together, by policy. */
  readonly totals: readonly PolicyTotal[];
  /** What the API answered; null without `--live`. */
  readonly live: LiveAnswers | null;
  readonly warnings: readonly LoggedWarning[];
  /** The only kind of change that the plan may hold (`--only`); null when it may hold any. */
  readonly only: OnlyKind | null;
  /** The clock of the report, in milliseconds since the epoch; null when nothing gives one. */
  readonly now: number | null;
  /** How often the pipeline runs, in milliseconds; null when review.yaml does not say. */
  readonly scheduleMs: number | null;
}

/** A finding of a rule, before instances of one block are joined. */
export interface Draft {
  /** The change that it is about; null for the plan as a whole. */
  readonly change: Pick<PlannedChange, "address" | "block"> | null;
  /** Differs from the rule's own for some cases. */
  readonly severity?: Severity;
  /** The people that it affects. Absent when it is about no people. */
  readonly people?: Count;
  /** Of how many people. */
  readonly of?: number;
  readonly days?: number;
  /** What happens, in one sentence, with the number of people in words put in. */
  readonly effect: (who: string) => string;
  readonly remedy: string;
  readonly samples?: readonly Sample[];
}

/** One kind of finding: a file in `rules/`, and a golden folder that shows it. */
export interface Rule {
  /** Its name, which review.yaml and every format use. It never changes. */
  readonly code: string;
  readonly severity: Severity;
  /** When it speaks and what it says, in one sentence. */
  readonly says: string;
  readonly check: (review: Review) => Iterable<Draft>;
}
