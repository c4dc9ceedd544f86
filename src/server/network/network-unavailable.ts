/** The network cannot be asked now. The same request may succeed later. */
export class NetworkUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "NetworkUnavailable";
  }
}
