import Table from "cli-table3";
import { styled, type Terminal } from "./terminal";
import { wrapped } from "./wrap";

const PLAIN_BORDERS = {
  top: "-",
  "top-mid": "+",
  "top-left": "+",
  "top-right": "+",
  bottom: "-",
  "bottom-mid": "+",
  "bottom-left": "+",
  "bottom-right": "+",
  left: "|",
  "left-mid": "+",
  mid: "-",
  "mid-mid": "+",
  right: "|",
  "right-mid": "+",
  middle: "|",
};

/** The width of space and border around one cell, and of the border that closes the line. */
const CELL_FRAME = 3;
const LINE_FRAME = 1;
/** The narrowest column, even where a single word is wider. */
const NARROWEST = 8;

/**
 * A table that fits the terminal. While it is too wide, the widest column shrinks: first it breaks lines
 * between words, then inside words. Without a terminal it has plain borders and no colour.
 */
export function table(
  terminal: Terminal,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const texts = fitted(head, rows, terminal.columns - 1);
  const drawn = new Table({
    ...drawing(terminal),
    head: (texts[0] ?? []).map((text) => bold(terminal, text)),
  });
  drawn.push(...texts.slice(1).map((row) => [...row]));
  return drawn.toString();
}

/**
 * A card: each field's name above its value, in full width. For records whose values are too long for a
 * column.
 */
export function card(
  terminal: Terminal,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  const drawn = new Table(drawing(terminal));
  drawn.push(...fields.map(([name, value]) => [`${name}\n  ${value}`]));
  return drawn.toString();
}

/** The width of a table of these texts when nothing wraps. */
export function naturalWidth(head: readonly string[], rows: readonly (readonly string[])[]): number {
  return total(widths([head, ...rows]));
}

function drawing(terminal: Terminal) {
  return {
    ...(terminal.interactive ? {} : { chars: PLAIN_BORDERS }),
    // The library asks the environment about colour. Here the terminal decides.
    style: { compact: true, head: [], border: [] },
  };
}

/** The text in bold, line by line, if the terminal shows colour. */
function bold(terminal: Terminal, text: string): string {
  const lines = text.split("\n").map((line) => styled(terminal, "bold", line));
  return lines.join("\n");
}

/** All lines, head first, wrapped so that the table is at most `limit` wide. */
function fitted(head: readonly string[], rows: readonly (readonly string[])[], limit: number): string[][] {
  const lines = [head, ...rows];
  const words = lines.map((line) => line.map((text) => text.replaceAll(" ", "\n")));
  const floors = widths(words);
  const columns = narrowed(
    narrowed(widths(lines), floors, limit),
    floors.map(() => NARROWEST),
    limit,
  );
  return lines.map((line) =>
    line.map((text, column) => wrapped(text, columns[column] ?? text.length).join("\n")),
  );
}

/** Shrinks the widest column by one character until the table fits or all columns are at their floor. */
function narrowed(columns: readonly number[], floors: readonly number[], limit: number): number[] {
  const result = [...columns];
  for (;;) {
    const free = result.map((width, column) => (width > (floors[column] ?? width) ? width : 0));
    const widest = Math.max(...free);
    if (total(result) <= limit || widest === 0) return result;
    result[free.indexOf(widest)] = widest - 1;
  }
}

function widths(lines: readonly (readonly string[])[]): number[] {
  const columns = lines[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) =>
    Math.max(...lines.flatMap((line) => (line[column] ?? "").split("\n").map((text) => text.length))),
  );
}

function total(columns: readonly number[]): number {
  return columns.reduce((sum, width) => sum + width + CELL_FRAME, LINE_FRAME);
}
