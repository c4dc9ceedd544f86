import { readFileSync } from "node:fs";
import { SettingError } from "../../settings/setting-error";
import { usageError } from "../errors/cli-error";

/**
 * Reads settings of the provider. Throws a CliError for one that is missing or cannot be used.
 * @param what of the command line needs them, for the message; empty where the message says it all.
 */
export function fromSettings<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (failure) {
    if (!(failure instanceof SettingError)) throw failure;
    throw usageError(what === "" ? failure.message : `${what}: ${failure.message}`);
  }
}

/** Reads a text file that a setting names; throws when it cannot. */
export function readText(path: string): string {
  return readFileSync(path, "utf8");
}
