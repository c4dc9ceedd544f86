/** What the handlers of the sample provider get. */
export interface Shelf {
  readonly directory: string;
}
