/** The given text is no plan that the review can read. The message says what to do. */
export class PlanError extends Error {
  override readonly name = "PlanError";
}
