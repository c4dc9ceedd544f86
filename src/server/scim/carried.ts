import { isMap } from "../../contract/scim/read-attribute";
import {
  findAttribute,
  findSchema,
  isNamed,
  sameName,
  topAttributes,
  USER,
} from "../../contract/scim/resource";
import { coerceValue } from "./attributes/coerce";
import { readableSteps } from "./patch/patch-request";
import { applyStep } from "./patch/patch-step";
import { ScimError } from "./scim-error";

/** What a PUT or PATCH of a user carries, as far as it can be read, whatever else is wrong with it. */
export interface Carried {
  /** Whether it says that the user is inactive. */
  readonly disables: boolean;
  /** Whether it is a PUT without a userName. */
  readonly lacksUserName: boolean;
  /** Names of the other attributes that it sets. */
  readonly others: readonly string[];
}

const ACTIVE = "active";

/** What the body of a PUT carries. */
export function carriedByPut(body: unknown): Carried {
  const entries = Object.entries(isMap(body) ? body : {}).flatMap(([key, value]) =>
    isNamed(USER.core, key) && isMap(value) ? Object.entries(value) : [[key, value] as const],
  );
  const attribute = findAttribute(topAttributes(USER), ACTIVE);
  const said = entries.flatMap(([key, value]) =>
    attribute !== null && sameName(key, ACTIVE) ? readable(() => coerceValue(attribute, value, ACTIVE)) : [],
  );
  const others = namesOf(entries.map(([key]) => key));
  return { disables: said.at(-1) === false, lacksUserName: !others.includes("userName"), others };
}

/** What the body of a PATCH carries. */
export function carriedByPatch(body: unknown): Carried {
  const draft: Record<string, unknown> = { [ACTIVE]: true };
  const steps = readableSteps(USER, body);
  for (const step of steps) {
    if (step.extension === null && step.attribute.name === ACTIVE) readable(() => applyStep(draft, step));
  }
  return {
    disables: draft[ACTIVE] === false,
    lacksUserName: false,
    others: namesOf(steps.map(({ extension, attribute }) => extension ?? attribute.name)),
  };
}

/** The result that is not absent, in a list. Empty for a value that the server refuses. */
function readable<Result>(read: () => Result): NonNullable<Result>[] {
  try {
    const result = read();
    return result === undefined || result === null ? [] : [result];
  } catch (error) {
    if (error instanceof ScimError) return [];
    throw error;
  }
}

/** The names of attributes and extensions among the keys, in canonical spelling, each once. */
function namesOf(keys: readonly string[]): string[] {
  const names = keys.flatMap((key) => {
    if (/^urn:/i.test(key)) return [findSchema(USER, key)?.id ?? key];
    const attribute = findAttribute(topAttributes(USER), key);
    return attribute === null || attribute.mutability === "readOnly" ? [] : [attribute.name];
  });
  return [...new Set(names)].filter((name) => name !== ACTIVE);
}
