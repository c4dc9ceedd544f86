/** A problem the person at the command line can act on. Shown as its message alone, without a stack trace. */
export class CliError extends Error {
  override readonly name = "CliError";

  constructor(
    message: string,
    /** What the command ends with. */
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
