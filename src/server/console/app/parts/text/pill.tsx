import type { ComponentChildren } from "preact";
import type { Tone } from "./tone";

/** A state as a word on a colour. */
export function Pill({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return <span class={`pill ${tone}`}>{children}</span>;
}
