import { useState } from "preact/hooks";

interface Props {
  /** A function for a text that the page must not show here. */
  readonly text: string | (() => string);
  /** What the text is, as in "integration URL". */
  readonly what: string;
  /** True: only the button. */
  readonly isHidden?: boolean;
}

type Outcome = "idle" | "copied" | "refused";

const LABELS: Readonly<Record<Outcome, string>> = { idle: "Copy", copied: "Copied", refused: "Not copied" };

/** A text to paste elsewhere, with a button that copies it. */
export function Copy({ text, what, isHidden = false }: Props) {
  const [outcome, setOutcome] = useState<Outcome>("idle");
  const copy = () => {
    // A page over plain http on another host has no clipboard.
    const done =
      navigator.clipboard?.writeText(typeof text === "string" ? text : text()) ??
      Promise.reject(new Error("no clipboard"));
    done.then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  };
  return (
    <span class="copyable">
      {!isHidden && typeof text === "string" && <code dir="ltr">{text}</code>}
      <button type="button" class="small" onClick={copy} onBlur={() => setOutcome("idle")}>
        {LABELS[outcome]}
        <span class="visually-hidden"> {what}</span>
      </button>
      <span class="visually-hidden" role="status">
        {outcome === "idle" ? "" : `${LABELS[outcome]}: ${what}`}
      </span>
    </span>
  );
}
