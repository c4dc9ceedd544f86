import type { StateSlot } from "../../../token-slots/state/state-slot";
import { CliError } from "../../errors/cli-error";
import { slotNamed, slotsOfState } from "../slots-of-state";
import { sealedText } from "./sealed-text";

/** A sealed token, and what a message calls it. */
export interface SealedToken {
  readonly sealed: string;
  readonly name: string;
}

/** The sealed token in a file. Throws CliError. */
export function sealedInFile(text: string, file: string): SealedToken {
  const where = file === "-" ? "Standard input" : `The file ${file}`;
  return { sealed: sealedText(text, where), name: "the token" };
}

/**
 * The sealed token of a slot in a state. Throws CliError.
 * @param address may be left out for a single slot.
 */
export function sealedInState(text: string, address: string | undefined): SealedToken {
  const slot = slotNamed(slotsOfState(text), address);
  return { sealed: sealedOf(slot), name: `the token of ${slot.address}` };
}

function sealedOf({ address, storage, tokenSealed }: StateSlot): string {
  if (tokenSealed !== null) return sealedText(tokenSealed, `token_sealed of ${address}`);
  const why = {
    state: "The state holds its token in clear, so there is nothing to open.",
    none: "Its value is stored nowhere. The next rotation brings one to the run that makes it.",
    sealed: "It holds no sealed value yet. The next rotation brings one.",
  }[storage];
  throw new CliError(`${address} has storage = "${storage}". ${why ?? "It holds no sealed value."}`);
}
