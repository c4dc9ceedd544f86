import { describe } from "./decode";
import { valueKey } from "./equal";
import type { Path } from "./path";
import { mapKeyProblem, stringProblem } from "./text";
import { isArray, isRecord, type ObjectType, type ObjectValue, type Value, type ValueType } from "./type";
import { containsUnknown, isUnknown } from "./unknown";

/** A place where a value does not fit its type. */
export interface TypeMismatch {
  readonly path: Path;
  readonly problem: string;
}

/**
 * Makes a handler's result fit its type. Missing members become null, and sets lose repeated elements. What
 * does not fit becomes null, or is left out of its collection. `mismatch` receives each such place.
 */
export function conform(
  type: ValueType,
  given: unknown,
  mismatch: (mismatch: TypeMismatch) => void,
  path: Path = [],
): Value {
  const refuse = (problem: string): null => {
    mismatch({ path, problem });
    return null;
  };
  if (given === null || given === undefined) return null;
  if (isUnknown(given)) return given;
  switch (type.kind) {
    case "object":
      return isRecord(given)
        ? conformObject(type, given, mismatch, path)
        : refuse(mustBe("an object", given));
    case "map": {
      if (!isRecord(given)) return refuse(mustBe("a map", given));
      const members = Object.entries(given).map(([name, member]): [string, Value] => {
        const here = [...path, name];
        const problem = mapKeyProblem(name);
        if (problem === null) return [name, conformElement(type.element, member, mismatch, here)];
        mismatch({ path: here, problem });
        return [name, null];
      });
      return Object.fromEntries(members.filter(([, member]) => member !== null));
    }
    case "list":
    case "set": {
      if (!isArray(given)) return refuse(mustBe(`a ${type.kind}`, given));
      const elements = given
        .map((element, index) => conformElement(type.element, element, mismatch, [...path, index]))
        .filter((element) => element !== null);
      return type.kind === "set" ? withoutDuplicates(type.element, elements) : elements;
    }
    case "number":
      if (typeof given === "bigint" || (typeof given === "number" && Number.isFinite(given))) return given;
      return refuse(mustBe("a finite number", given));
    case "string": {
      if (typeof given !== "string") return refuse(mustBe("a string", given));
      const problem = stringProblem(given);
      return problem === null ? given : refuse(problem);
    }
    case "bool":
      return typeof given === "boolean" ? given : refuse(mustBe("a bool", given));
  }
}

/** Makes a whole object fit its type, as {@link conform} does. Unlike an attribute, it is never null. */
export function conformObject(
  type: ObjectType,
  given: ObjectValue,
  mismatch: (mismatch: TypeMismatch) => void,
  path: Path = [],
): ObjectValue {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(type.attributes, name))
      mismatch({ path: [...path, name], problem: "is not in the schema" });
  }
  return Object.fromEntries(
    Object.entries(type.attributes).map(([name, attribute]) => [
      name,
      conform(attribute.type, given[name], mismatch, [...path, name]),
    ]),
  );
}

function conformElement(
  type: ValueType,
  given: unknown,
  mismatch: (mismatch: TypeMismatch) => void,
  path: Path,
): Value {
  if (given === null || given === undefined) mismatch({ path, problem: "must not be null" });
  return conform(type, given, mismatch, path);
}

function withoutDuplicates(type: ValueType, elements: readonly Value[]): readonly Value[] {
  const byKey = new Map<string, Value>();
  for (const element of elements) {
    // Two unknowns may become different elements, so each counts.
    byKey.set(containsUnknown(element) ? `unknown ${byKey.size}` : valueKey(type, element), element);
  }
  return byKey.size === elements.length ? elements : [...byKey.values()];
}

function mustBe(allowed: string, given: unknown): string {
  return `must be ${allowed}, got ${describe(given)}`;
}
