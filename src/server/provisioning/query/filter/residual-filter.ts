import { matchesFilter } from "../../../../contract/scim/filter/match";
import type { AttributeMap } from "../../../../contract/scim/read-attribute";
import type { ResourceKind } from "../../../../contract/scim/resource";
import type { Condition } from "./lookup";
import type { FilterPlan } from "./plan-filter";

/** A resource that a filter may match. */
export interface Candidate {
  readonly kind: ResourceKind;
  readonly attributes: AttributeMap;
}

/** Decides for each row of a scan whether the filter matches. */
interface ResidualFilter {
  /** Conditions that the database answers for each row. */
  readonly flags: readonly Condition[];
  /** Whether a row matches, given the answers to the flags in their order. */
  matches(candidate: Candidate, answers: readonly boolean[]): boolean;
}

type Decide = (candidate: Candidate, answers: readonly boolean[]) => boolean;

/** Makes the filter for the part of a plan that the database cannot answer alone. */
export function residualFilter(plan: FilterPlan): ResidualFilter {
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
