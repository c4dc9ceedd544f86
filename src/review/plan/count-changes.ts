import type { ChangeCounts } from "./plan";
import type { ResourceChangeJson } from "./plan-json";

/** Counts the changes of managed resources. A replacement counts as one. */
export function countChanges(changes: readonly ResourceChangeJson[]): ChangeCounts {
  const counts = { create: 0, update: 0, delete: 0, replace: 0, forget: 0, import: 0, move: 0 };
  for (const { mode, change, address, previous_address } of changes) {
    if (mode === "data") continue;
    if (change.importing !== undefined) counts.import += 1;
    if (previous_address !== undefined && previous_address !== address) counts.move += 1;
    const [action = "no-op"] = change.actions.length > 1 ? ["replace"] : change.actions;
    if (action === "create" || action === "update" || action === "delete") counts[action] += 1;
    if (action === "replace" || action === "forget") counts[action] += 1;
  }
  return counts;
}
