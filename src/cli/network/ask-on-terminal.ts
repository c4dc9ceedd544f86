import { createInterface } from "node:readline/promises";
import type { Ask } from "./check-network";

/** Asks on the terminal. Null without one. Anything but yes is a no. */
export function askOnTerminal(): Ask | null {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  return async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
    } finally {
      lines.close();
    }
  };
}
