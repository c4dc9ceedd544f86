import { useState } from "preact/hooks";
import type { ManagedBy } from "../../../../contract/managed-by";
import { Confirm } from "./dialog/confirm";
import { Notice } from "./text/notice";
import { Time } from "./text/time";

/** Null or undefined: no tool is known that manages the object. */
type MaybeManagedBy = ManagedBy | null | undefined;

/** Says which tool manages an object, and what that means for an edit here. Draws nothing without a tool. */
export function ManagedByNotice({ managedBy }: { readonly managedBy: MaybeManagedBy }) {
  if (!managedBy) return null;
  return (
    <Notice tone="warn">
      <Words managedBy={managedBy} />
    </Notice>
  );
}

/**
 * Asks a second time before an edit of an object that a tool manages.
 * @returns `askTwice` runs an edit: at once when no tool manages the object, else after the person said yes.
 * `question` is the dialog, to be drawn somewhere in the view.
 */
export function useAskTwice(managedBy: MaybeManagedBy) {
  const [pending, setPending] = useState<(() => void) | null>(null);
  const askTwice = (edit: () => void) => {
    if (managedBy) setPending(() => edit);
    else edit();
  };
  const question = managedBy && pending !== null && (
    <Confirm
      title={`${managedBy.tool} manages this`}
      action="Change it here all the same"
      onConfirm={async () => {
        // First the dialog closes, so that one which the edit opens gives the focus back to the view.
        setPending(null);
        pending();
      }}
      onClose={() => setPending(null)}
    >
      <Words managedBy={managedBy} />
    </Confirm>
  );
  return { askTwice, question };
}

function Words({ managedBy }: { readonly managedBy: ManagedBy }) {
  const { tool, version, source, lastAppliedAt } = managedBy;
  return (
    <>
      <p>
        Managed by {tool}
        {version !== null && ` ${version}`}
        {source !== null && (
          <>
            {" "}
            (<bdi>{source}</bdi>)
          </>
        )}
        , last applied <Time at={lastAppliedAt} />.
      </p>
      <p>Its next apply takes back what you change here, unless you change the code too.</p>
    </>
  );
}
