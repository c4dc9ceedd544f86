/** How good a state is. A word beside the colour always says the same. */
export type Tone = "good" | "warn" | "bad" | "neutral";
