import { MARKS, type Mark } from "./marks";

/** The characters of a bar. */
interface Pens {
  readonly past: string;
  readonly future: string;
  /** After the end. */
  readonly nothing: string;
  /** Where a token has no end. */
  readonly onwards: string;
  readonly former: string;
  readonly formerEnd: string;
}

const UNICODE: Pens = { past: "━", future: "─", nothing: " ", onwards: "▶", former: "╌", formerEnd: "┘" };
const ASCII: Pens = { past: "=", future: "-", nothing: " ", onwards: ">", former: ".", formerEnd: "F" };

/**
 * The life of a token from left to right, `width` characters wide, and below it the former token's, where
 * that is still valid. Each mark has a place of its own, so marks that are close together stand side by side.
 * @param marks in the order of their time, with one of the kind `issued`.
 * @param formerEnd in milliseconds; null when there is no former token.
 */
export function drawBars(
  marks: readonly Mark[],
  formerEnd: number | null,
  { width, unicode }: { readonly width: number; readonly unicode: boolean },
): readonly string[] {
  const pens = unicode ? UNICODE : ASCII;
  const last = width - 1 - (hasEnd(marks) ? 0 : 1);
  const start = marks[0]?.at ?? 0;
  const end = Math.max(marks.at(-1)?.at ?? 0, formerEnd ?? 0, start + 1);
  const column = (at: number) => Math.round(((at - start) / (end - start)) * last);
  const columns = apart(
    marks.map(({ at }) => column(at)),
    last,
  );
  const placeOf = (kind: Mark["kind"]) => columns[marks.findIndex((mark) => mark.kind === kind)] ?? null;
  const now = placeOf("now") ?? 0;
  const ends = placeOf("ends") ?? width;
  const line = Array.from({ length: width }, (_, at) => {
    if (at > ends || at < (placeOf("issued") ?? 0)) return pens.nothing;
    return at < now ? pens.past : pens.future;
  });
  if (!hasEnd(marks)) line[width - 1] = pens.onwards;
  marks.forEach(({ kind }, at) => {
    line[columns[at] ?? 0] = MARKS[kind][unicode ? "unicode" : "ascii"];
  });
  if (formerEnd === null) return [line.join("")];
  const issued = placeOf("issued") ?? 0;
  const length = Math.max(1, column(formerEnd) - issued);
  return [line.join(""), `${" ".repeat(issued)}${pens.former.repeat(length)}${pens.formerEnd} former token`];
}

function hasEnd(marks: readonly Mark[]): boolean {
  return marks.some(({ kind }) => kind === "ends");
}

/** Moves columns apart, so that each is greater than the one before and none is beyond the last. */
function apart(columns: readonly number[], last: number): readonly number[] {
  const forward: number[] = [];
  for (const column of columns) forward.push(Math.max(column, (forward.at(-1) ?? -1) + 1));
  return forward.map((column, at) => Math.min(column, last - (columns.length - 1 - at)));
}
