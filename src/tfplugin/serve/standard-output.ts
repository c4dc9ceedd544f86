import { Writable } from "node:stream";
import { logger } from "./logger";

/**
 * Makes lines of the log of everything that this process prints, with `console.log` for example. Terraform
 * reads one line from the standard output of a plugin, the handshake. Any other line there would be taken for
 * it, or get lost.
 */
export function logStandardOutput(): void {
  let stream: Writable | null = null;
  const get = () => {
    stream ??= logStream();
    return stream;
  };
  // Node makes process.stdout when it is first used, and so does this.
  Object.defineProperty(process, "stdout", { configurable: true, enumerable: true, get });
}

function logStream(): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const lines = chunk.toString().split("\n");
      for (const line of lines.filter((each) => each.trim() !== "")) logger.info(line);
      done();
    },
  });
}
