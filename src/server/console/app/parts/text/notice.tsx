import type { ComponentChildren } from "preact";
import type { Tone } from "./tone";

/** A box that says something of the view. `announce`: a screen reader reads it when it appears. */
export function Notice(props: {
  readonly tone?: Tone;
  readonly announce?: boolean;
  readonly children: ComponentChildren;
}) {
  const { tone = "neutral", announce = false, children } = props;
  return (
    <div class={`notice ${tone}`} role={announce ? "status" : undefined}>
      {children}
    </div>
  );
}
