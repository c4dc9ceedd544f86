import type { Terminal } from "../../src/cli/output/terminal";

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
