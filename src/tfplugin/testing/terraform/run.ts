import type { ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";

/** The output and the exit code of a process that has ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output and standard error, as they came. */
  readonly output: string;
  /** The output without terraform's frames and line breaks. */
  readonly words: string;
}

/** Collects what a process writes until it ends. */
export function ended(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Run> {
  let stdout = "";
  let stderr = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    output += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
    output += chunk;
  });
  return new Promise<Run>((done, reject) => {
    child.on("error", reject);
    child.on("close", (code) => done({ code, stdout, stderr, output, words: wordsOf(output) }));
  });
}

/** The words alone, because Terraform frames and wraps its messages. */
function wordsOf(output: string): string {
  return output.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ").trim();
}
