/** A list that changed each time it was read, so that objects may be missing from it. */
export class IncompleteListError extends Error {
  override readonly name = "IncompleteListError";

  constructor(
    /** `GET /scim/v1/integrations`. */
    readonly request: string,
    /** How the last reading went, as in "it gave 5 of 7 objects". */
    problem: string,
    readonly readings: number,
    /** The objects that the last reading found. Others may exist. */
    readonly found: readonly { readonly id: string }[],
  ) {
    super(
      `${request} gave no complete list, although it was read ${readings} times: ${problem}. Run again ` +
        "when fewer objects are created and deleted meanwhile. If that does not help, the API counts or " +
        "pages wrongly.",
    );
  }
}
