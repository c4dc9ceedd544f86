import { NOT_KNOWN } from "../../../contract/sign-in/maybe-known";
import { differences } from "../../plan/changed-paths";
import type { Plan, PlannedChange } from "../../plan/plan";
import { knownTextAt, valueAt } from "../../plan/read-value";
import { Sensitive, type Value } from "../../plan/values";
import { isRotated, isSlot } from "../tokens/token-changes";
import { type SlotReference, slotReferences } from "./slot-references";

const TOKEN = /(?:^|\.)netfoundry_scim_token\.[\w-]+(?:\[[^\]]*\])?\.token$/;
const EPHEMERAL_VALUE = /(?:^|\.)ephemeral\.netfoundry_scim_token_value\./;

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
  const takers = [...references.inBlock(block)].filter(([, from]) =>
    from.some((one) => TOKEN.test(one) || EPHEMERAL_VALUE.test(one)),
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
  const others = differences(change).flatMap(({ path, after }) => {
    const [name = ""] = path.split(".");
    const slots = fromSlots.get(name);
    const isExpected =
      slots === undefined
        ? after === NOT_KNOWN && !configured.has(name)
        : after === NOT_KNOWN || isValueOf(slots, after, plan);
    return isExpected ? [] : [name];
  });
  return others.length === 0 ? null : `a hand-over does not change ${[...new Set(others)].join(", ")}`;
}

/** Whether a known value is nothing but that of a slot after the apply. */
function isValueOf(references: readonly SlotReference[], value: Value, { changes }: Plan): boolean {
  const wanted = plainText(value);
  const values = references.flatMap(({ block, attribute }) =>
    changes
      .filter((change) => isSlot(change) && change.block === block)
      .flatMap(({ after }) =>
        (attribute === "" ? Object.keys(after ?? {}) : [attribute]).map((name) => valueAt(after, name)),
      ),
  );
  return wanted !== null && values.some((one) => plainText(one) === wanted);
}

/** A text or number as text, since Terraform turns one into the other; null for any other value. */
function plainText(value: Value): string | null {
  const plain = value instanceof Sensitive ? value.judge() : value;
  return typeof plain === "string" || typeof plain === "number" ? String(plain) : null;
}

function isStoredNowhere({ before }: PlannedChange): boolean {
  return knownTextAt(before, "storage") === "none";
}
