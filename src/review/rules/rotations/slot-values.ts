import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import type { Difference } from "../../plan/changed-paths";
import type { Plan, PlannedChange } from "../../plan/plan";
import { valueAt } from "../../plan/read-value";
import { Sensitive, type Value } from "../../plan/values";
import { isSlot } from "../tokens/token-changes";
import type { SlotReference } from "./slot-references";

/**
 * Whether nothing but the value of a slot changes. A text that holds other words too is unknown as a whole
 * during a rotation, so a value that is not known yet has to take the place of a number, or of a slot's own
 * value.
 * @param slots what the value is taken from.
 */
export function isSlotValueAlone(
  slots: readonly SlotReference[],
  { before, after }: Pick<Difference, "before" | "after">,
  { changes, drift }: Plan,
): boolean {
  if (after !== NOT_KNOWN) return isOneOf(valuesOf(slots, changes, "after"), after);
  // Somebody else's value of the slot stands before the drift, and in what took it then.
  const former = [...valuesOf(slots, changes, "before"), ...valuesOf(slots, drift, "before")];
  return typeof bare(before) === "number" || isOneOf(former, before);
}

function valuesOf(
  slots: readonly SlotReference[],
  changes: readonly PlannedChange[],
  when: "before" | "after",
): Value[] {
  return slots.flatMap(({ block, attribute }) =>
    changes
      .filter((change) => isSlot(change) && change.block === block)
      .flatMap(({ [when]: values }) =>
        (attribute === "" ? Object.keys(values ?? {}) : [attribute]).map((name) => valueAt(values, name)),
      ),
  );
}

function isOneOf(values: readonly Value[], value: Value): boolean {
  const wanted = plainText(value);
  return wanted !== undefined && values.some((one) => plainText(one) === wanted);
}

/** As text, since Terraform turns numbers and truth values into it; undefined for what is not plain. */
function plainText(value: Value): string | null | undefined {
  const plain = bare(value);
  if (plain === null) return null;
  return ["string", "number", "boolean"].includes(typeof plain) ? String(plain) : undefined;
}

function bare(value: Value): Value {
  return value instanceof Sensitive ? (value.judge() as Value) : value;
}
