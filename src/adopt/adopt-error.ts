/** The network cannot be adopted as asked. The message says what happened and what to do. */
export class AdoptError extends Error {
  override readonly name = "AdoptError";
}
