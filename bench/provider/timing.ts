import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/** The median of some measurements. Of an even number, the lower one of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Milliseconds for people. */
export function shown(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** The duration and the output of a command. */
export interface Timed {
  readonly milliseconds: number;
  readonly output: string;
}

/**
 * Runs a command to its end.
 * @throws Error with its output when it fails.
 */
export async function timed(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  signal: AbortSignal,
): Promise<Timed> {
  const begun = performance.now();
  const child = spawn(command, args, {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    // On a milder signal, terraform would finish its running operations first.
    killSignal: "SIGKILL",
  });
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  const [code] = await once(child, "close", { signal });
  const milliseconds = performance.now() - begun;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`);
  return { milliseconds, output };
}
