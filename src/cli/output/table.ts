import Table from "cli-table3";
import { showsUnicode } from "./shows-unicode";
import { type Style, styled, type Terminal } from "./terminal";
import { wrapped } from "./wrap";

/** A cell of a table: plain text, or text in a style where the terminal shows colour. */
export type Cell = string | { readonly text: string; readonly style: Style };

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
 * between words and after the slashes of a URL, then inside words. Borders are lines where the screen shows
 * Unicode, and ASCII elsewhere.
 */
export function table(
  terminal: Terminal,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  const cells = [head.map((text): Cell => ({ text, style: "bold" })), ...rows];
  const texts = fitted(cells.map(textsOf), terminal.columns - 1);
  const [top = [], ...below] = cells.map((row, line) =>
    row.map((cell, column) => inStyle(terminal, cell, texts[line]?.[column] ?? [])),
  );
  const drawn = new Table({ ...drawing(terminal), head: top });
  drawn.push(...below);
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

/** Whether a table of these texts fits the terminal with no word broken; a URL may break after a slash. */
export function fitsTable(
  terminal: Terminal,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): boolean {
  return total(widths([head, ...rows].map(brokenUp))) < terminal.columns;
}

function drawing(terminal: Terminal) {
  return {
    ...(showsUnicode(terminal, process.env) ? {} : { chars: PLAIN_BORDERS }),
    // The library asks the environment about colour. Here the terminal decides.
    style: { compact: true, head: [], border: [] },
  };
}

function textsOf(row: readonly Cell[]): string[] {
  return row.map((cell) => (typeof cell === "string" ? cell : cell.text));
}

/** The lines of a cell, each in the cell's style. */
function inStyle(terminal: Terminal, cell: Cell, lines: readonly string[]): string {
  return lines
    .map((line) => (typeof cell === "string" ? line : styled(terminal, cell.style, line)))
    .join("\n");
}

/** The lines of each cell, head first, wrapped so that the table is at most `limit` wide. */
function fitted(rows: readonly (readonly string[])[], limit: number): string[][][] {
  const floors = widths(rows.map(brokenUp));
  const columns = narrowed(
    narrowed(widths(rows.map(uncut)), floors, limit),
    floors.map(() => NARROWEST),
    limit,
  );
  return rows.map((row) => row.map((text, column) => wrapped(text, columns[column] ?? text.length)));
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

/** Each text as the shortest pieces that it may break into without harm. */
function brokenUp(row: readonly string[]): string[][] {
  return row.map((text) => text.split(/ |(?<=\/)/));
}

function uncut(row: readonly string[]): string[][] {
  return row.map((text) => [text]);
}

/** The width of each column: that of its widest piece. */
function widths(rows: readonly (readonly (readonly string[])[])[]): number[] {
  const columns = rows[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.flatMap((row) => (row[column] ?? []).map((piece) => piece.length))),
  );
}

function total(columns: readonly number[]): number {
  return columns.reduce((sum, width) => sum + width + CELL_FRAME, LINE_FRAME);
}
