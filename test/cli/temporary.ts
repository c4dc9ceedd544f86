import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Terminal } from "../../src/cli/output/terminal";

const made: string[] = [];

/** A directory of this test's own, with a space in its name. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "netfoundry cli "));
  made.push(directory);
  return directory;
}

/** Removes what `temporaryDirectory` made. */
export function removeTemporaryDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** Writes a file and its directories; gives the path. */
export function file(path: string, text = "", mode = 0o644): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  return path;
}

/** A terminal that keeps what is written. */
export function fakeTerminal(shape: Partial<Terminal> = {}): Terminal & { readonly written: () => string } {
  let text = "";
  return {
    interactive: false,
    colour: false,
    columns: 80,
    ...shape,
    write: (more) => {
      text += more;
    },
    written: () => text,
  };
}

/** The widest line, in characters. */
export function width(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}
