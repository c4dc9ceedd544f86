import type { ComponentChildren } from "preact";
import { Problem } from "../api/problem";

/** The HTTP status of a change whose `If-Match` names an older version. */
const CONFLICT = 412;

/** Whether a change was refused because somebody else changed the object meanwhile. */
export function isConflict(error: unknown): boolean {
  return error instanceof Problem && error.status === CONFLICT;
}

interface Props {
  /** As in "the integration". */
  readonly what: string;
  /** Forgets what the person typed. */
  readonly onDiscard: () => void;
  /** What is stored now. */
  readonly children?: ComponentChildren;
}

/** Says that somebody else changed an object since a form showed it. The form must keep what was typed. */
export function ConflictNotice({ what, onDiscard, children }: Props) {
  return (
    <div class="notice warn" role="alert">
      <p>
        Somebody changed {what} since you opened it. What you typed is still here, but it is not saved. Save
        again to put it in place of what is stored now.
      </p>
      {children}
      <button type="button" onClick={onDiscard}>
        Take what is stored
      </button>
    </div>
  );
}
