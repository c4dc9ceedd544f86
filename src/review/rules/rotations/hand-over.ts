import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import { differences } from "../../plan/changed-paths";
import type { Plan, PlannedChange } from "../../plan/plan";
import { knownTextAt, valueAt } from "../../plan/read-value";
import { isRotated, isSlot } from "../tokens/token-changes";
import { slotReferences } from "./slot-references";

const TOKEN = /(?:^|\.)netfoundry_scim_token\.[\w-]+(?:\[[^\]]*\])?\.token$/;

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
  // Terraform deletes a resource before it makes the new one. An interrupted run leaves it to be created.
  if (change.action === "create") {
    const shown = [...configured].find(
      ([name, references]) =>
        references.some((one) => TOKEN.test(one)) && valueAt(change.after, name) !== null,
    );
    if (shown !== undefined) return `${shown[0]} would hold the token, as it is no write-only argument`;
  } else {
    const others = changedAttributes(change).filter(
      ({ name, isKnown }) => !fromSlots.has(name) && (isKnown || configured.has(name)),
    );
    if (others.length > 0) return `a hand-over does not change ${others.map(({ name }) => name).join(", ")}`;
  }
  const blocks = new Set([...fromSlots.values()].flat().map(({ block }) => block));
  const lost = plan.changes.find(
    (slot) => isSlot(slot) && blocks.has(slot.block) && !isRotated(slot) && isStoredNowhere(slot),
  );
  return lost === undefined ? null : `the token of ${lost.address} is stored nowhere, and its value is lost`;
}

function changedAttributes(change: PlannedChange) {
  const changed = new Map<string, boolean>();
  for (const { path, after } of differences(change)) {
    const [name = ""] = path.split(".");
    changed.set(name, changed.get(name) === true || after !== NOT_KNOWN);
  }
  return [...changed].map(([name, isKnown]) => ({ name, isKnown }));
}

function isStoredNowhere({ before }: PlannedChange): boolean {
  return knownTextAt(before, "storage") === "none";
}
