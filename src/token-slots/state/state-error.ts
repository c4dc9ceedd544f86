/** A text that is no state to read. The message says what to give instead, and quotes nothing of the text. */
export class StateError extends Error {
  override readonly name = "StateError";
}
