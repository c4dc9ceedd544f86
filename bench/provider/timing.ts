import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/** The middle of some measurements; of an even number, the lower one of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Milliseconds as a person reads them. */
export function shown(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** What a command took, and what it wrote. */
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
    // Asked politely, terraform would finish what is under way.
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
