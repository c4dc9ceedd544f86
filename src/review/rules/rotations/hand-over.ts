import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import { differences } from "../../plan/changed-paths";
import type { Plan, PlannedChange } from "../../plan/plan";
import { knownTextAt, valueAt } from "../../plan/read-value";
import { hasSensitive } from "../../plan/values";
import { isRotated, isSlot } from "../tokens/token-changes";
import { mayHoldToken, type SlotReference, slotReferences } from "./slot-references";
import { isSlotValueAlone } from "./slot-values";

/** What keeps a change of another provider's resource from being the hand-over of a token; null: nothing. */
export function notAHandOver(change: PlannedChange, plan: Plan): string | null {
  const configured = plan.references.inBlock(change.block);
  const fromSlots = new Map(
    [...configured].flatMap(([attribute, references]) => {
      const slots = slotReferences(references, plan);
      return slots === null ? [] : [[attribute, slots] as const];
    }),
  );
  // In a loop, a plan names the slots as a whole.
  const isVersioned = [...fromSlots.values()]
    .flat()
    .some(({ attribute }) => /^(?:generation)?$/.test(attribute));
  if (!isVersioned) return "none of its arguments takes generation from a token slot";
  if (change.action !== "update" && plan.references.hasProvisioners(change.block))
    return "its provisioners run, which no review can judge";
  // Terraform deletes a resource before it makes the new one. An interrupted run leaves it to be created.
  const problem =
    change.action === "create" ? notAStore(change, plan) : whatElseChanges(change, fromSlots, plan);
  if (problem !== null) return problem;
  const blocks = new Set([...fromSlots.values()].flat().map(({ block }) => block));
  const lost = plan.changes.find(
    (slot) => isSlot(slot) && blocks.has(slot.block) && !isRotated(slot) && isStoredNowhere(slot),
  );
  return lost === undefined ? null : `the token of ${lost.address} is stored nowhere, and its value is lost`;
}

/** What keeps a new resource from being a store of the token alone; null: nothing. */
function notAStore({ block, after }: PlannedChange, { references }: Plan): string | null {
  const takers = [...references.inBlock(block)].filter(([name, from]) =>
    mayHoldToken(from, valueAt(after, name)),
  );
  if (takers.length === 0) return "none of its arguments takes the token";
  // A plan shows null for a write-only argument.
  const shown = takers.find(([name]) => valueAt(after, name) !== null);
  return shown === undefined ? null : `${shown[0]} would hold the token, as it is no write-only argument`;
}

/** @param fromSlots the arguments that take their value from slots. */
function whatElseChanges(
  change: PlannedChange,
  fromSlots: ReadonlyMap<string, readonly SlotReference[]>,
  plan: Plan,
): string | null {
  const configured = plan.references.inBlock(change.block);
  const changed = differences(change).map((difference) => {
    const [name = ""] = difference.path.split(".");
    return { ...difference, name };
  });
  const leak = changed.find(({ name, before, after }) => {
    // The type of an argument stays, so what was a number is one.
    const mayHold = mayHoldToken(configured.get(name) ?? [], after === NOT_KNOWN ? before : after);
    return mayHold && after !== null && !hasSensitive(change.before?.[name] ?? null);
  });
  if (leak !== undefined) return `${leak.name} would hold the token, and did not before`;
  const others = changed.filter(({ name, ...difference }) => {
    const slots = fromSlots.get(name);
    if (slots !== undefined) return !isSlotValueAlone(slots, difference, plan);
    return difference.after !== NOT_KNOWN || configured.has(name);
  });
  const names = [...new Set(others.map(({ name }) => name))];
  return names.length === 0 ? null : `a hand-over does not change ${names.join(", ")}`;
}

function isStoredNowhere({ before }: PlannedChange): boolean {
  return knownTextAt(before, "storage") === "none";
}
