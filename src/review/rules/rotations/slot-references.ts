import type { Plan } from "../../plan/plan";
import { isSlot } from "../tokens/token-changes";

/** A reference to a token slot. */
export interface SlotReference {
  /** Address of the slot's block. */
  readonly block: string;
  /** Empty when the reference is to the slot as a whole. */
  readonly attribute: string;
}

const SLOT = /^((?:module\.[\w-]+\.)*netfoundry_scim_token\.[\w-]+)(?:\[[^\]]*\])?(?:\.(\w+))?$/;
const LOOP = /(?:^|\.)(?:each\.(?:key|value)|count\.index)$/;

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
  const longest = references.filter(
    (one) => !LOOP.test(one) && !references.some((other) => /^[.[]/.test(afterPrefix(other, one))),
  );
  const found = longest.map((reference) => {
    const [, block = "", attribute = ""] = SLOT.exec(reference) ?? [];
    return { block, attribute };
  });
  return found.length > 0 && found.every(({ block }) => slots.has(block)) ? found : null;
}

/** What follows a prefix; empty when the text does not begin with it. */
function afterPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : "";
}
