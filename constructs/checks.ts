import { Token } from "./framework";

/**
 * What is wrong with a prop: its name, what is allowed, what it was given, what to do. Null when nothing is,
 * when it was left out, and when Terraform will know it only later.
 */
export type Problem = string | null;

/** A text that has to be given and to say something. */
export function requiredText(prop: string, value: string, fix: string): Problem {
  return isMissing(value) ? `${prop} is missing; ${fix}` : text(prop, value, fix);
}

/** A text that has to say something. */
export function text(prop: string, value: string | undefined, fix: string): Problem {
  if (!isKnown(value) || (typeof value === "string" && value.trim() !== "")) return null;
  return `${prop} must be a text that is not blank, got ${JSON.stringify(value)}; ${fix}`;
}

/** Texts of which each has to say something. */
export function texts(prop: string, values: readonly string[] | undefined, fix: string): Problem {
  if (!isKnown(values)) return null;
  for (const [index, value] of values.entries()) {
    const problem = text(`${prop}[${index}]`, value, fix);
    if (problem !== null) return problem;
  }
  return null;
}

/** One member of an enumeration; `name` is what the enumeration is called. */
export function member(
  prop: string,
  value: string | undefined,
  name: string,
  members: Readonly<Record<string, string>>,
): Problem {
  if (!isKnown(value) || Object.values(members).includes(value)) return null;
  const allowed = Object.keys(members).map((key) => `${name}.${key}`);
  return `${prop} must be one of ${allowed.join(", ")}, got ${JSON.stringify(value)}`;
}

/** An absolute address. */
export function httpUrl(prop: string, value: string | undefined): Problem {
  if (!isKnown(value) || (/^https?:\/\/\S+$/i.test(value) && URL.canParse(value))) return null;
  const fix = "write it in full, as in https://example.okta.com/oauth2/v1/keys";
  return `${prop} must be an absolute http or https URL, got ${JSON.stringify(value)}; ${fix}`;
}

/** A whole number that is not too small. */
export function wholeNumber(prop: string, value: number | undefined, least: number): Problem {
  if (!isKnown(value) || (Number.isSafeInteger(value) && value >= least)) return null;
  const fix = `give ${least} or more, or leave it out`;
  return `${prop} must be a whole number of at least ${least}, got ${String(value)}; ${fix}`;
}

/** Whether a prop was given a value that is known now. */
export function isKnown<T>(value: T | undefined): value is T {
  return !isMissing(value) && !Token.isUnresolved(value);
}

/** JavaScript and data read from a file can bring null. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}
