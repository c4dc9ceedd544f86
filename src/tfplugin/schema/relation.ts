import { isUnknown } from "../value/unknown";

/** Why a configuration breaks a relation. */
export interface BrokenRelation {
  /** The attribute to point at. */
  readonly attribute: string;
  readonly summary: string;
  readonly detail: string;
}

/**
 * A rule about which attributes of one object a configuration sets together. An attribute is set when its
 * value is not null. An unknown value may turn out either way, so it breaks no rule.
 */
export interface Relation<Name extends string = string> {
  readonly names: readonly Name[];
  /** What the rule demands, in words: "exactly one of a and b". */
  readonly description: string;
  /** Returns what is wrong, or null when nothing is. */
  check(values: Readonly<Record<string, unknown>>): BrokenRelation | null;
}

type Names<Name extends string> = readonly [Name, Name, ...Name[]];

/** Exactly one of the attributes must be set. */
export function exactlyOneOf<const Name extends string>(...names: Names<Name>): Relation<Name> {
  const needed = atLeastOneOf(...names);
  return {
    names,
    description: `exactly one of ${listed(names)}`,
    check(values) {
      const set = names.filter((name) => isSet(values[name]));
      return set.length > 1 ? tooMany(set, "Set exactly one of them.") : needed.check(values);
    },
  };
}

/** At least one of the attributes must be set. */
export function atLeastOneOf<const Name extends string>(...names: Names<Name>): Relation<Name> {
  return {
    names,
    description: `at least one of ${listed(names)}`,
    check: (values) =>
      names.some((name) => mayBeSet(values[name]))
        ? null
        : {
            attribute: names[0],
            summary: `One of ${listed(names)} is missing`,
            detail: `None of them is set. Set ${listed(names, "or")}.`,
          },
  };
}

/** When the first attribute is set, none of the others may be. */
export function conflictsWith<const Name extends string>(
  name: Name,
  ...others: readonly [Name, ...Name[]]
): Relation<Name> {
  return {
    names: [name, ...others],
    description: `${name} without ${listed(others, "or")}`,
    check(values) {
      const set = others.filter((other) => isSet(values[other]));
      return isSet(values[name]) && set.length > 0
        ? tooMany([name, ...set], `Remove ${name}, or remove ${listed(set)}.`)
        : null;
    },
  };
}

/** When the first attribute is set, all the others must be. */
export function requiredWith<const Name extends string>(
  name: Name,
  ...others: readonly [Name, ...Name[]]
): Relation<Name> {
  return {
    names: [name, ...others],
    description: `${name} only together with ${listed(others)}`,
    check(values) {
      const missing = others.filter((other) => !mayBeSet(values[other]));
      if (!isSet(values[name]) || missing.length === 0) return null;
      return {
        attribute: name,
        summary: `${name} needs ${listed(missing)}`,
        detail: `${name} is set without ${listed(missing)}. Set ${listed(missing)} too, or remove ${name}.`,
      };
    },
  };
}

function tooMany(set: readonly string[], advice: string) {
  return {
    attribute: set[1] ?? "",
    summary: `${listed(set)} do not go together`,
    detail: `The configuration sets ${listed(set)}. ${advice}`,
  };
}

function isSet(value: unknown): boolean {
  return mayBeSet(value) && !isUnknown(value);
}

function mayBeSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** `a`, `a and b`, `a, b and c` */
function listed(names: readonly string[], last = "and"): string {
  const rest = names.slice(0, -1);
  return rest.length === 0 ? names.join() : `${rest.join(", ")} ${last} ${names.at(-1)}`;
}
