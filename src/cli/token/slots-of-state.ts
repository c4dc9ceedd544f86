import { readState } from "../../token-slots/state/read-state";
import { StateError } from "../../token-slots/state/state-error";
import type { StateSlot } from "../../token-slots/state/state-slot";
import { usageError } from "../errors/cli-error";

/** The slot with that address; without one, the only slot. Throws CliError, which lists the addresses. */
export function slotNamed(slots: readonly StateSlot[], address: string | undefined): StateSlot {
  const fitting = address === undefined ? slots : slots.filter((slot) => slot.address === address);
  const [slot, ...more] = fitting;
  if (slots.length === 0) throw usageError("The state has no netfoundry_scim_token.");
  const all = slots.map((one) => `  ${one.address}`).join("\n");
  if (slot === undefined) throw usageError(`The state has no ${address}. It has:\n${all}`);
  if (more.length > 0) throw usageError(`The state has several tokens. Name one with --address:\n${all}`);
  return slot;
}

/** The slots of a state. Throws CliError for a text that is none. */
export function slotsOfState(text: string): readonly StateSlot[] {
  try {
    return readState(text);
  } catch (failure) {
    if (failure instanceof StateError) throw usageError(failure.message);
    throw failure;
  }
}
