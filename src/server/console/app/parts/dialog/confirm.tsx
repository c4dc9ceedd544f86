import type { ComponentChildren } from "preact";
import { useCall } from "../form/use-call";
import { ProblemBox } from "../problem";
import { Dialog } from "./dialog";

interface Props {
  /** The question, as in "Delete the policy?". */
  readonly title: string;
  /** The word on the button that does it, as in "Delete". */
  readonly action: string;
  readonly isDanger?: boolean;
  /** Does it. A Problem that it throws is shown in the dialog. */
  readonly onConfirm: () => Promise<void>;
  /** Called when it is done, and when the person says no. */
  readonly onClose: () => void;
  /** What it would do. */
  readonly children: ComponentChildren;
}

/** Asks before something is done, and stays open until it is. */
export function Confirm({ title, action, isDanger = false, onConfirm, onClose, children }: Props) {
  const { isBusy, problem, run } = useCall();
  const confirm = () =>
    run(async () => {
      await onConfirm();
      onClose();
    });
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {problem !== null && <ProblemBox problem={problem} />}
      <div class="bar">
        {/* A disabled button would lose the focus. */}
        <button
          type="button"
          class={isDanger ? "danger" : "primary"}
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) void confirm();
          }}
        >
          {action}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}
