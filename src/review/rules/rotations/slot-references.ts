import type { Plan } from "../../plan/plan";
import { Sensitive, type Value } from "../../plan/values";
import { isSlot } from "../tokens/token-changes";

/** A reference to a token slot. */
export interface SlotReference {
  /** Address of the slot's block. */
  readonly block: string;
  /** Empty when the reference is to the slot as a whole. */
  readonly attribute: string;
}

const SLOT = /^((?:module\.[\w-]+\.)*netfoundry_scim_token\.[\w-]+)(?:\[[^\]]*\])?(?:\.(\w+))?$/;
const EPHEMERAL_VALUE = /^(?:module\.[\w-]+\.)*ephemeral\.netfoundry_scim_token_value\./;
/** What tells the slots of a loop apart. `each.value` can hold anything. */
const LOOP_KEY = /^(?:module\.[\w-]+\.)*(?:each\.key|count\.index)$/;

/**
 * The slots that an expression takes its value from. Null when it takes from something else too, or from
 * nothing, or from what a plan does not resolve: a local, a variable, the output of a module.
 * @param references as Terraform lists them: each with the shorter ones that it begins with.
 */
export function slotReferences(
  references: readonly string[],
  { changes }: Plan,
): readonly SlotReference[] | null {
  const slots = new Set(changes.filter(isSlot).map(({ block }) => block));
  const found = longest(references)
    .filter((one) => !LOOP_KEY.test(one))
    .map((reference) => {
      const [, block = "", attribute = ""] = SLOT.exec(reference) ?? [];
      return { block, attribute };
    });
  return found.length > 0 && found.every(({ block }) => slots.has(block)) ? found : null;
}

/**
 * Whether an argument may hold a token. In a loop a plan names only the slot as a whole, so it may be any of
 * its values; an argument whose value is a number can hold no token.
 * @param references as `slotReferences` takes them.
 * @param value of the argument, as far as it is known.
 */
export function mayHoldToken(references: readonly string[], value: Value): boolean {
  const isNumber = typeof (value instanceof Sensitive ? value.judge() : value) === "number";
  return longest(references).some((reference) => {
    const [slot, , attribute = ""] = SLOT.exec(reference) ?? [];
    if (slot === undefined) return EPHEMERAL_VALUE.test(reference);
    return attribute === "token" || (attribute === "" && !isNumber);
  });
}

function longest(references: readonly string[]): readonly string[] {
  return references.filter((one) => !references.some((other) => /^[.[]/.test(afterPrefix(other, one))));
}

/** What follows a prefix; empty when the text does not begin with it. */
function afterPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : "";
}
