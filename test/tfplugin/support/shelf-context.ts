/** The context of the sample provider's handlers. */
export interface Shelf {
  readonly directory: string;
}
