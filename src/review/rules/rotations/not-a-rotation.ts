import type { Draft, Rule } from "../../findings/rule";
import { changedPaths, differences } from "../../plan/changed-paths";
import type { Action, Plan, PlannedChange, PlannedOutput } from "../../plan/plan";
import { isRotated, isSlot } from "../tokens/token-changes";
import { notAHandOver } from "./hand-over";
import { slotReferences } from "./slot-references";
import { isSlotValueAlone } from "./slot-values";

/** Anything that a run without a person must not apply. Golden: `not-a-rotation`. */
export const notARotation: Rule = {
  code: "not-a-rotation",
  severity: "blocked",
  says:
    "With --only rotations: the plan does more than rotate tokens and hand them to the resources that " +
    "take generation from a slot.",
  *check({ only, plan }) {
    if (only !== "rotations") return;
    for (const change of [...plan.changes, ...plan.otherChanges]) {
      const reason = whyNeverPartOfRotation(change) ?? whyNotPartOfRotation(change, plan);
      if (reason !== null) yield finding(change, `${DONE[change.action]}, and ${reason}.`);
    }
    for (const output of plan.outputs) {
      const reason = notAnOutputOfRotation(output, plan);
      if (reason !== null)
        yield finding(at(`output.${output.name}`), `${DONE[output.action]}, and ${reason}.`);
    }
    for (const address of plan.calledActions)
      yield finding(at(address), "The apply calls this action, and no rotation needs one.");
  },
};

const DONE: Readonly<Record<Action, string>> = {
  "no-op": "It is imported or moved",
  create: "It is created",
  read: "It is read",
  update: "It is changed",
  delete: "It is destroyed",
  replace: "It is replaced",
  forget: "Terraform forgets it",
};

/** What a rotation changes: a run decides none of it but the triggers. */
export const CHANGED_BY_ROTATION: ReadonlySet<string> = new Set([
  "rotation_triggers",
  "token_id",
  "generation",
  "token",
  "token_sealed",
  "fingerprint",
  "status",
  "created_at",
  "expires_at",
  "rotate_after",
  "rotation_due",
  "previous_token_id",
  "previous_expires_at",
]);

/** Completes "It is changed, and …"; null when what is done is a part of some rotations. */
function whyNeverPartOfRotation({
  action,
  address,
  previousAddress,
  isForgotten,
  isImport,
}: PlannedChange): string | null {
  if (isImport) return "no rotation imports anything";
  if (previousAddress !== null && previousAddress !== address) return `no rotation moves ${previousAddress}`;
  return action === "delete" || isForgotten ? "no rotation ends the management of anything" : null;
}

function whyNotPartOfRotation(change: PlannedChange, plan: Plan): string | null {
  if (change.action === "no-op" || change.action === "read") return null;
  if (isSlot(change)) return notARotationOfSlot(change);
  return plan.changes.includes(change) ? "it is no token slot" : notAHandOver(change, plan);
}

function notARotationOfSlot(change: PlannedChange): string | null {
  if (!isRotated(change)) return "a rotation mints the next token in the same slot";
  const others = changedPaths(change).filter((path) => !CHANGED_BY_ROTATION.has(path.split(".")[0] ?? ""));
  return others.length === 0 ? null : `a rotation does not change ${others.join(", ")}`;
}

function notAnOutputOfRotation({ name, action, before, after }: PlannedOutput, plan: Plan): string | null {
  if (action === "no-op") return null;
  if (action !== "update") return "no rotation adds or removes an output";
  const slots = slotReferences(plan.references.inOutput(name), plan);
  if (slots === null) return "it does not take its value from token slots alone";
  const isLeak = slots.some(({ attribute }) => attribute === "" || attribute === "token");
  if (isLeak) return "it shows the token";
  const others = differences({ before: { value: before }, after: { value: after } }).filter(
    (difference) => !isSlotValueAlone(slots, difference, plan),
  );
  return others.length === 0 ? null : "it does not hold the value of a slot alone";
}

function finding(change: Draft["change"], effect: string): Draft {
  return {
    change,
    effect: () => effect,
    remedy: "Let somebody review and apply this plan. After that the scheduled runs go on by themselves.",
  };
}

function at(address: string): Draft["change"] {
  return { address, block: address };
}
