/** The network to work on is not clear or cannot be used. */
export class NetworkChoiceError extends Error {
  override readonly name = "NetworkChoiceError";
}
