import type { Tone } from "../../parts/text/tone";

/** What an edit does to people, as one sentence. */
export interface EffectLine {
  /** `bad`: somebody is locked out. `warn`: somebody has to do something. */
  readonly tone: Tone;
  readonly text: string;
}

/** Whether a person should be asked before the edit is stored. */
export function isFelt(lines: readonly EffectLine[]): boolean {
  return lines.some(({ tone }) => tone === "bad" || tone === "warn");
}
