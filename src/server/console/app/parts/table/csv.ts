import type { Rows } from "../../api/list";

/** The most rows that one call asks for: the edge API refuses more. */
const CALL_SIZE = 500;

/**
 * Every row of a list, through all its pages.
 * @param load one page. It counts from 1.
 */
export async function everyRow<Row>(
  load: (page: number, size: number) => Promise<Pick<Rows<Row>, "rows" | "total">>,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (let page = 1; ; page += 1) {
    const { rows, total } = await load(page, CALL_SIZE);
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}

/**
 * A CSV text (RFC 4180). It begins with a byte order mark, because Excel takes a file without one for
 * something else than UTF-8.
 */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("")}`;
}

/** A text that begins like a formula gets an apostrophe, so that no spreadsheet runs what a user typed. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
