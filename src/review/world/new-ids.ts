import { instanceKey } from "../plan/address";
import type { Plan, PlannedChange } from "../plan/plan";
import { knownTextAt } from "../plan/read-value";

const NEW = "new ";

/** Finds the ids that an attribute of a change will have, when the plan does not know them yet. */
export type ResolveIds = (change: PlannedChange, attribute: string, type: string) => readonly string[] | null;

/** Whether an id is one that the review gave an object that the plan creates. */
export function isNewId(id: string): boolean {
  return id.startsWith(NEW);
}

/** The id of an object after the plan. A new object has none yet: the review calls it by its address. */
export function idAfter({ after, address }: PlannedChange): string {
  return knownTextAt(after, "id") ?? `${NEW}${address}`;
}

/**
 * Resolves ids that the plan does not know yet by the references in the configuration. It gives up where a
 * reference does not lead to exactly one object of the same module.
 */
export function idResolver({ changes, references }: Plan): ResolveIds {
  const byBlock = new Map<string, PlannedChange[]>();
  for (const change of changes) {
    if (change.after === null) continue;
    const others = byBlock.get(change.block);
    if (others === undefined) byBlock.set(change.block, [change]);
    else others.push(change);
  }
  return (change, attribute, type) => {
    const blocks = references.of(change.block, attribute).filter((block) => leadsTo(block, type));
    const targets = blocks.map((block) => instanceOf(byBlock.get(block) ?? [], change));
    const found = targets.flatMap((target) => (target === null ? [] : [idAfter(target)]));
    return blocks.length === 0 || found.length < blocks.length ? null : found;
  };
}

function leadsTo(block: string, type: string): boolean {
  return block.startsWith(`${type}.`) || block.includes(`.${type}.`);
}

function instanceOf(candidates: readonly PlannedChange[], from: PlannedChange): PlannedChange | null {
  const near = candidates.filter(({ module }) => module === from.module);
  if (near.length <= 1) return near[0] ?? null;
  const key = instanceKey(from.address);
  return near.find(({ address }) => instanceKey(address) === key) ?? null;
}
