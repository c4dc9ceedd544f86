import { readFileSync } from "node:fs";
import type { Clock } from "../../client/settings";
import { systemClock } from "../../client/system-clock";
import { SettingError } from "../../settings/setting-error";
import { usageError } from "../cli-error";
import { standardOutput, type Terminal } from "../output/terminal";

/** What a run of `netfoundry-scim connect` works with. Tests pass in others. */
export interface ConnectContext {
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Reads a text file; throws when it cannot. */
  readFile(path: string): string;
}

export function realContext(): ConnectContext {
  return {
    terminal: standardOutput(),
    environment: process.env,
    clock: systemClock,
    readFile: (path) => readFileSync(path, "utf8"),
  };
}

/** Reads settings of the provider. Throws a CliError for one that is missing or cannot be used. */
export function fromSettings<Result>(option: string, read: () => Result): Result {
  try {
    return read();
  } catch (failure) {
    if (failure instanceof SettingError) throw usageError(`${option}${failure.message}`);
    throw failure;
  }
}
