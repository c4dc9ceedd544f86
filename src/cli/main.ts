#!/usr/bin/env node
import { describeFailure } from "./errors/failure";
import { createProgram } from "./program";

/** The exit code that a shell reports for a program that wrote to a closed pipe. */
const BROKEN_PIPE = 141;

// When the reader closes the pipe, as `head` does, the command ends without an error message.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? BROKEN_PIPE : 1);
});

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    const { message, exitCode } = describeFailure(error);
    process.stderr.write(message);
    // Exit at once. Running work must not keep the process alive after a failure.
    process.exit(exitCode);
  });
