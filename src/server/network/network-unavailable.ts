/** The network cannot be asked now. The same request may succeed later. */
export class NetworkUnavailable extends Error {
  /** Whether the network may have done what was asked, so that nobody should repeat it unseen. */
  readonly mayBeDone: boolean = false;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NetworkUnavailable";
  }
}
