import { matchesFilter } from "../../../contract/scim/match";
import type { AttributeMap } from "../../../contract/scim/read-attribute";
import type { ResourceKind } from "../../../contract/scim/resource";
import type { Condition } from "./lookup";
import type { FilterPlan } from "./plan-filter";

/** A resource to hold against a filter. */
export interface Candidate {
  readonly kind: ResourceKind;
  readonly attributes: AttributeMap;
}

/** What the rows of a scan are held against. */
export interface PlanMatcher {
  /** Conditions that the database is to answer for each row. */
  readonly flags: readonly Condition[];
  /** Whether a row matches, given the answers to those. */
  matches(candidate: Candidate, answers: readonly boolean[]): boolean;
}

type Decide = (candidate: Candidate, answers: readonly boolean[]) => boolean;

/** Puts what the database answers and what the resource itself tells together again. */
export function planMatcher(plan: FilterPlan): PlanMatcher {
  const flags: Condition[] = [];
  return { flags, matches: decide(plan, flags) };
}

function decide(plan: FilterPlan, flags: Condition[]): Decide {
  switch (plan.kind) {
    case "sql": {
      const at = flags.push(plan.condition) - 1;
      return (_candidate, answers) => answers[at] === true;
    }
    case "scan":
      return ({ kind, attributes }) => matchesFilter(plan.filter, attributes, kind);
    case "not": {
      const inner = decide(plan.part, flags);
      return (candidate, answers) => !inner(candidate, answers);
    }
    case "and": {
      const parts = plan.parts.map((part) => decide(part, flags));
      return (candidate, answers) => parts.every((part) => part(candidate, answers));
    }
    case "or": {
      const parts = plan.parts.map((part) => decide(part, flags));
      return (candidate, answers) => parts.some((part) => part(candidate, answers));
    }
  }
}
