import { CliError } from "../src/cli/errors/cli-error";

/** Ends a tool with exit code 1 when its work gives false or throws. Prints what was thrown. */
export async function exitWith(work: Promise<unknown>): Promise<void> {
  try {
    if ((await work) === false) process.exitCode = 1;
  } catch (failure) {
    console.error(isExpected(failure) ? failure.message : failure);
    process.exitCode = 1;
  }
}

/** Whether the message alone says what to do, as for an unknown option. Any other error shows its stack. */
function isExpected(failure: unknown): failure is Error {
  // The code of a failed program is a number.
  const { code } = failure as { readonly code?: string | number };
  return failure instanceof CliError || String(code).startsWith("ERR_PARSE_ARGS");
}
