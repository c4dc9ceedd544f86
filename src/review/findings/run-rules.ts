import { type Count, sum } from "../../contract/sign-in/count";
import { inWords } from "../people/in-words";
import type { Counts, Finding, Severity } from "./finding";
import type { Draft, Review, Rule } from "./rule";

const NUMBER_OF_PEOPLE = "\u0000";
/** A joined finding shows so many samples of all its instances. */
const MOST_SAMPLES = 5;

/** Runs the rules. Instances of one block with the same effect become one finding. */
export function runRules(rules: readonly Rule[], review: Review): Finding[] {
  return rules.flatMap((rule) => {
    const groups = new Map<string, Draft[]>();
    for (const draft of rule.check(review)) {
      const key = JSON.stringify([
        draft.severity ?? rule.severity,
        draft.change?.block ?? "",
        draft.effect(NUMBER_OF_PEOPLE),
        draft.remedy,
      ]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [draft]);
      else group.push(draft);
    }
    return [...groups.values()].map((group) => joined(rule.code, rule.severity, group));
  });
}

function joined(code: string, severity: Severity, group: readonly Draft[]): Finding {
  const [first] = group;
  if (first === undefined) throw new TypeError("a group of drafts is never empty");
  const isOne = group.length === 1;
  const people = peopleOf(group);
  const addresses = group.map(({ change }) => change?.address ?? "").sort();
  return {
    code,
    severity: first.severity ?? severity,
    address: (isOne ? first.change?.address : first.change?.block) ?? "",
    instances: isOne ? [] : addresses,
    effect: asSentence(first.effect(people === null ? "" : inWords(people))),
    counts: countsOf(group, people),
    samples: group.flatMap(({ samples = [] }) => samples).slice(0, MOST_SAMPLES),
    remedy: first.remedy,
    exception: null,
  };
}

/** A sentence may begin with the number of people in words. */
function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function peopleOf(group: readonly Draft[]): Count | null {
  const known = group.flatMap(({ people }) => (people === undefined ? [] : [people]));
  return known.length === 0 ? null : sum(known);
}

function countsOf(group: readonly Draft[], people: Count | null): Counts {
  const all = group.flatMap(({ of }) => (of === undefined ? [] : [of]));
  const days = group.flatMap((draft) => (draft.days === undefined ? [] : [draft.days]));
  return {
    ...numbersOf(people),
    ...(all.length === 0 ? {} : { of: all.reduce((total, one) => total + one, 0) }),
    ...(days.length === 0 ? {} : { days: Math.min(...days) }),
  };
}

function numbersOf(people: Count | null): Counts {
  if (people === null) return {};
  const { atLeast, atMost } = people;
  if (atLeast === atMost) return { people: atLeast };
  return atMost === null ? { atLeast } : { atLeast, atMost };
}
