import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Problem } from "../../api/problem";
import { ProblemBox } from "../problem";

interface Props {
  /** What is wrong with what the person typed, or why the server did not take it. */
  readonly problem: Problem | null;
  readonly isBusy: boolean;
  /** The word on the button, as in "Save changes". */
  readonly action: string;
  readonly onSubmit: () => void;
  /** Absent while there is no edit. */
  readonly onDiscard?: (() => void) | undefined;
  /** What became of the last submit, as in "Saved.". Empty: nothing to say. */
  readonly outcome: string;
  readonly children: ComponentChildren;
}

/** The form of one object, with its buttons. The first wrong field gets the focus. */
export function EditForm(props: Props) {
  const { problem, isBusy, action, onSubmit, onDiscard, outcome, children } = props;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [problem]);
  return (
    <form
      ref={form}
      class="stack form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSubmit();
      }}
    >
      {children}
      {problem !== null && <ProblemBox problem={problem} />}
      <div class="bar">
        {/* A disabled button would lose the focus. */}
        <button type="submit" class="primary" aria-disabled={isBusy}>
          {action}
        </button>
        {onDiscard !== undefined && (
          <button type="button" onClick={onDiscard}>
            Discard the edit
          </button>
        )}
        <span role="status">{outcome}</span>
      </div>
    </form>
  );
}

/** Says which fields of a form are wrong, before any call. Null: none is. */
export function formProblem(errors: Readonly<Record<string, string | undefined>>): Problem | null {
  const fields = Object.entries(errors).map(([field, reason = ""]) => ({ field, reason }));
  if (fields.length === 0) return null;
  return new Problem("Nothing is sent yet. Mend the marked fields first.", null, null, fields);
}
