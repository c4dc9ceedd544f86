import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

interface Props {
  readonly title: string;
  /** Escape and the close button call it. Without it, only what is inside closes the dialog. */
  readonly onClose?: () => void;
  readonly children: ComponentChildren;
}

/**
 * A modal dialog, open as long as it is drawn. The browser holds the focus inside. When it closes, the focus
 * goes back to where it was.
 */
export function Dialog({ title, onClose, children }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // At once: a dialog that replaces another one must see the focus that the other one gave back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      // What lies behind an open dialog takes no focus.
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      // A browser lets a page refuse the first Escape only. The second one would close it all the same.
      closedby={onClose === undefined ? "none" : "closerequest"}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        {onClose !== undefined && (
          <button type="button" class="small" onClick={onClose}>
            Close
          </button>
        )}
      </div>
      <div class="stack">{children}</div>
    </dialog>
  );
}
