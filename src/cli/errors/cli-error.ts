import { EXIT_FAILED, EXIT_UNREACHABLE, EXIT_USAGE } from "./exit-codes";

/** A problem that the user can solve. The command prints the message alone, without a stack trace. */
export class CliError extends Error {
  override readonly name = "CliError";

  constructor(
    message: string,
    /** The exit code of the command. */
    readonly exitCode: number = EXIT_FAILED,
  ) {
    super(message);
  }
}

/** An error for a wrong command line or a wrong setting: exit code 64. */
export function usageError(message: string): CliError {
  return new CliError(message, EXIT_USAGE);
}

/** An error for a server that cannot be reached: exit code 69. */
export function unreachableError(message: string): CliError {
  return new CliError(message, EXIT_UNREACHABLE);
}
