import { writeSync } from "node:fs";

/**
 * Writes to a standard stream synchronously, so that an exit right after loses nothing. It waits for a full
 * pipe and ignores a closed one.
 */
export function writeNow(stream: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(stream, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
    }
  }
}
