import { CliError } from "../src/cli/cli-error";

/** Ends a tool with exit code 1 when its work gives false or throws. Prints what was thrown. */
export async function exitWith(work: Promise<unknown>): Promise<void> {
  try {
    if ((await work) === false) process.exitCode = 1;
  } catch (failure) {
    console.error(failure instanceof CliError ? failure.message : failure);
    process.exitCode = 1;
  }
}
