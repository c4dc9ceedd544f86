import { readPlan } from "../../../src/review/plan/read-plan";
import type { Report } from "../../../src/review/report/report";
import { type ReviewParts, reviewPlan } from "../../../src/review/review-plan";

/** The report on the JSON of a plan, without anything beside it. */
export function reviewOf(text: string, parts: Partial<ReviewParts> = {}): Report {
  const plan = readPlan(text);
  return reviewPlan({
    plan,
    live: null,
    warnings: [],
    settings: {},
    only: null,
    now: null,
    today: 0,
    showPeople: false,
    ...parts,
  });
}
