/** A rule for one attribute's value. It runs only on known values that are not null. */
export interface Validator<T = unknown> {
  /** What the rule allows, in the words of the documentation: "one of keep, disable". */
  readonly description: string;
  /** Returns what is wrong ("must be one of keep, disable, got drop"), or null when nothing is. */
  check(value: T): string | null;
}

/** Allows exactly the given strings. */
export function oneOf(...allowed: readonly string[]): Validator<string> {
  const list = allowed.map((value) => JSON.stringify(value)).join(", ");
  return rule(`one of ${list}`, (value) => allowed.includes(value));
}

/** Refuses the empty string and strings of white space only. */
export function notBlank(): Validator<string> {
  return rule("not blank", (value) => value.trim() !== "");
}

/** Allows strings that match the pattern. `description` says in words what that means. */
export function matching(pattern: RegExp, description: string): Validator<string> {
  return rule(description, (value) => new RegExp(pattern.source, pattern.flags).test(value));
}

/** Allows strings with that many characters, bounds included. */
export function lengthBetween(least: number, most: number): Validator<string> {
  return rule(`${least} to ${most} characters long`, (value) => {
    const { length } = [...value];
    return length >= least && length <= most;
  });
}

/** Allows absolute http and https URLs. */
export function httpUrl(): Validator<string> {
  return rule("an absolute http or https URL", isHttpUrl);
}

/**
 * Whether a text is an absolute http or https URL. URL parsers forgive blanks and missing slashes; this does
 * not.
 */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && isUrl(text);
}

/** `URL.canParse` of Node 20 is no substitute: once it is compiled, it refuses letters such as "ü". */
function isUrl(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
}

/** Allows numbers between the two bounds, bounds included. */
export function between(least: number, most: number): Validator<number> {
  return rule(`between ${least} and ${most}`, (value) => value >= least && value <= most);
}

/** Refuses fractions. */
export function integer(): Validator<number> {
  return rule("a whole number", (value) => typeof value === "bigint" || Number.isInteger(value));
}

/** Allows lists and sets with that many elements, bounds included. */
export function sizeBetween(least: number, most: number): Validator<readonly unknown[]> {
  const description = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  return {
    description: `${description} elements`,
    check: ({ length }) =>
      length >= least && length <= most ? null : `must have ${description} elements, got ${length}`,
  };
}

/** Applies a rule to every element of a list or set. */
export function each<T>(validator: Validator<T>): Validator<readonly T[]> {
  return {
    description: `every element ${validator.description}`,
    check(values) {
      for (const [index, value] of values.entries()) {
        // A null element is refused elsewhere, with its own error.
        if (value === null) continue;
        const problem = validator.check(value);
        if (problem !== null) return `element ${index + 1} ${problem}`;
      }
      return null;
    },
  };
}

function rule<T>(description: string, allows: (value: T) => boolean): Validator<T> {
  return {
    description,
    check: (value) =>
      allows(value)
        ? null
        : `must be ${description}, got ${typeof value === "string" ? JSON.stringify(value) : String(value)}`,
  };
}
