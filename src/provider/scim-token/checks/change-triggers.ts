import { hasTriggers, type PriorSlot } from "../rotation";

/** How to rotate a slot at once. Completes "To …, ". */
export function changeTriggers(slot: Pick<PriorSlot, "rotation_triggers">): string {
  return hasTriggers(slot)
    ? "change rotation_triggers"
    : "give it rotation_triggers, apply, and change them (the first ones do not rotate it)";
}
