#!/usr/bin/env node
import { describeFailure } from "./failure";
import { createProgram } from "./program";

/** What a shell reports for a program that wrote to a closed pipe. */
const BROKEN_PIPE = 141;

// A reader that went away, as `head` does, ends the command; it is nothing to explain with a stack trace.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? BROKEN_PIPE : 1);
});

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    const { message, exitCode } = describeFailure(error);
    process.stderr.write(`${message}\n`);
    // At once: what was under way when a command failed must not keep the process alive.
    process.exit(exitCode);
  });
