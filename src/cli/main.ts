#!/usr/bin/env node
import { describeFailure } from "./failure";
import { createProgram } from "./program";

/** What a shell reports for a program that wrote to a closed pipe. */
const BROKEN_PIPE = 141;

// A reader that goes away, as `head` does, ends the command without an error message.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? BROKEN_PIPE : 1);
});

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    const { message, exitCode } = describeFailure(error);
    process.stderr.write(message);
    // At once: work still under way must not keep the process alive after a failure.
    process.exit(exitCode);
  });
