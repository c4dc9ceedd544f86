import { NOT_KNOWN } from "../../contract/sign-in/maybe-known";

/** Any value of a JSON document. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * A value that the plan marks as sensitive. A rule may judge it. No format can show it: it turns into
 * `(sensitive)` as text and in JSON.
 */
export class Sensitive {
  readonly #value: Json;

  constructor(value: Json) {
    this.#value = value;
  }

  /** The value, for a rule's judgement alone. */
  judge(): Json {
    return this.#value;
  }

  toJSON(): string {
    return "(sensitive)";
  }

  toString(): string {
    return "(sensitive)";
  }
}

/** A value of a plan: known, unknown or sensitive, at any depth. */
export type Value =
  | null
  | boolean
  | number
  | string
  | typeof NOT_KNOWN
  | Sensitive
  | readonly Value[]
  | Values;

/** The attributes of an object. */
export interface Values {
  readonly [name: string]: Value;
}

/**
 * Joins a value with the two trees that stand beside it in a plan. In those, `true` marks a leaf or a whole
 * branch.
 */
export function joinValue(value: Json | undefined, unknown: unknown, sensitive: unknown): Value {
  if (unknown === true) return NOT_KNOWN;
  if (sensitive === true) return new Sensitive(value ?? null);
  if (Array.isArray(value)) {
    return value.map((item: Json, at) => joinValue(item, branch(unknown, at), branch(sensitive, at)));
  }
  if (typeof value === "object" && value !== null) {
    return joinObject(value as Readonly<Record<string, Json>>, unknown, sensitive);
  }
  // A branch of which nothing is known yet stands only in the tree of the unknown values.
  if (value === undefined && typeof unknown === "object" && unknown !== null && !Array.isArray(unknown)) {
    return joinObject({}, unknown, sensitive);
  }
  return (value as null | boolean | number | string | undefined) ?? null;
}

function joinObject(value: Readonly<Record<string, Json>>, unknown: unknown, sensitive: unknown): Values {
  const names = new Set([...Object.keys(value), ...namesOf(unknown)]);
  return Object.fromEntries(
    [...names].map((name) => [name, joinValue(value[name], branch(unknown, name), branch(sensitive, name))]),
  );
}

function branch(tree: unknown, key: string | number): unknown {
  if (typeof tree !== "object" || tree === null) return undefined;
  return Object.hasOwn(tree, key) ? (tree as Readonly<Record<string | number, unknown>>)[key] : undefined;
}

function namesOf(tree: unknown): string[] {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree) ? Object.keys(tree) : [];
}

/** Whether a value is an object of attributes. */
export function isValues(value: Value | undefined): value is Values {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Sensitive)
  );
}

/** Whether two values are known and equal. Sets come from Terraform in one order, so the order counts. */
export function sameValue(one: Value, other: Value): boolean {
  if (one === NOT_KNOWN || other === NOT_KNOWN) return false;
  return JSON.stringify(bare(one)) === JSON.stringify(bare(other));
}

/** Whether a value, or any part of it, is unknown. */
export function hasUnknown(value: Value): boolean {
  if (value === NOT_KNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isValues(value) && Object.values(value).some(hasUnknown);
}

/** Whether a value, or any part of it, is sensitive. */
export function hasSensitive(value: Value): boolean {
  if (value instanceof Sensitive) return true;
  if (Array.isArray(value)) return value.some(hasSensitive);
  return isValues(value) && Object.values(value).some(hasSensitive);
}

function bare(value: Value): unknown {
  if (value === NOT_KNOWN) return "\u0000not known";
  if (value instanceof Sensitive) return value.judge();
  if (Array.isArray(value)) return value.map(bare);
  if (!isValues(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, bare(part)]));
}
