import { type Incoming, readObject } from "../serve/answer/dynamic";
import { equal } from "../value/equal";
import type { Path } from "../value/path";
import { isArray, isRecord, memberType, type ObjectType, type Value, type ValueType } from "../value/type";
import { containsUnknown } from "../value/unknown";
import type { ResponseOf } from "../wire/protocol";
import { pathOf } from "./driver-values";

/**
 * Whether terraform replaces the object for a plan. Of the attributes that the plan names, it heeds only
 * those whose value changes.
 */
export function needsNewObject(
  type: ObjectType,
  priorState: Incoming,
  {
    plannedState,
    requiresReplace,
  }: Pick<ResponseOf<"PlanResourceChange">, "plannedState" | "requiresReplace">,
): boolean {
  const before = readObject(type, priorState);
  const after = readObject(type, plannedState);
  return requiresReplace.some((path) => isChanged(type, before, after, pathOf(path)));
}

function isChanged(type: ValueType, before: Value, after: Value, [step, ...rest]: Path): boolean {
  if (typeof step === "number" && isArray(before) && isArray(after) && "element" in type) {
    return isChanged(type.element, before[step] ?? null, after[step] ?? null, rest);
  }
  if (typeof step === "string" && isRecord(before) && isRecord(after)) {
    return isChanged(memberType(type, step), before[step] ?? null, after[step] ?? null, rest);
  }
  return containsUnknown(after) || !equal(type, before, after);
}
