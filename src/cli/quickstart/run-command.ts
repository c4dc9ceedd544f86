import type { ChildProcesses, ChildSettings, Finished } from "../child-processes";

/** A program of a step failed. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";

  constructor(
    message: string,
    /** The last lines of its output. */
    readonly tail: readonly string[],
    readonly logFile: string,
  ) {
    super(message);
  }
}

/** Runs a program to its end. Throws CommandFailed when its exit code is not in `goodCodes`. */
export async function runCommand(
  children: ChildProcesses,
  name: string,
  settings: ChildSettings,
  goodCodes: readonly number[] = [0],
): Promise<Finished> {
  const finished = await children.start(settings).finished.catch((error: Error) => {
    throw new CommandFailed(`${name} cannot be started: ${error.message}`, [], settings.logFile);
  });
  if (finished.code !== null && goodCodes.includes(finished.code)) return finished;
  const how = finished.code === null ? `was ended by ${finished.signal}` : `ended with ${finished.code}`;
  throw new CommandFailed(`${name} ${how}`, finished.tail, settings.logFile);
}
