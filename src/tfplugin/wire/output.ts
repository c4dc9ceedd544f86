import { writeSync } from "node:fs";

/**
 * Writes to a standard stream at once, so that nothing is lost when the process exits right after.
 * A full pipe is waited for; a closed one is nobody's concern.
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
