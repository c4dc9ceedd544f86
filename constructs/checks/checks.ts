import { Token } from "../framework";

/**
 * The problem of a prop: its name, what is allowed, the given value, and what to do. Null when there is none,
 * when the prop is absent, and when only Terraform will know the value.
 */
export type Problem = string | null;

/** Checks a text that must be given and not blank. */
export function requiredText(prop: string, value: string, fix: string): Problem {
  return isMissing(value) ? `${prop} is missing; ${fix}` : text(prop, value, fix);
}

/** Checks a text that must not be blank. */
export function text(prop: string, value: string | undefined, fix: string): Problem {
  if (!isKnown(value) || (typeof value === "string" && value.trim() !== "")) return null;
  return `${prop} must be a text that is not blank, got ${JSON.stringify(value)}; ${fix}`;
}

/** Checks texts that must not be blank. */
export function texts(prop: string, values: readonly string[] | undefined, fix: string): Problem {
  if (!isKnown(values)) return null;
  for (const [index, value] of values.entries()) {
    const problem = text(`${prop}[${index}]`, value, fix);
    if (problem !== null) return problem;
  }
  return null;
}

/** Checks a member of an enumeration; `name` is the name of the enumeration. */
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

/** Checks an absolute URL. */
export function httpUrl(prop: string, value: string | undefined): Problem {
  if (!isKnown(value) || (/^https?:\/\/\S+$/i.test(value) && isUrl(value))) return null;
  const fix = "write it in full, as in https://example.okta.com/oauth2/v1/keys";
  return `${prop} must be an absolute http or https URL, got ${JSON.stringify(value)}; ${fix}`;
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

/** Checks a whole number with a minimum. */
export function wholeNumber(prop: string, value: number | undefined, least: number): Problem {
  if (!isKnown(value) || (Number.isSafeInteger(value) && value >= least)) return null;
  const fix = `give ${least} or more, or leave it out`;
  return `${prop} must be a whole number of at least ${least}, got ${String(value)}; ${fix}`;
}

/** Whether a prop has a value that is known at synthesis. */
export function isKnown<T>(value: T | undefined): value is T {
  return !isMissing(value) && !Token.isUnresolved(value);
}

/** JavaScript and data from a file can hold null. */
function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}
