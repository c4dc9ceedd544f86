import { readFileSync } from "node:fs";

/** The beginning of a frame, its file and line, and its end. */
const FRAME = /^(\s+at (?:.* \()?)((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/]).+?):(\d+):(\d+)(\)?)$/gm;
/** esbuild writes such a line before each part of a bundle. Minified bundles have none. */
const SOURCE = /^\/\/ (\S.*\.[cm]?[jt]sx?)$/;

/** The stack of an error. Each frame in a bundle also names the source file that the code is from. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const bundles = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const known = bundles.get(file) ?? readLines(file);
    bundles.set(file, known);
    return known;
  };
  return (error.stack ?? error.message).replace(FRAME, (frame, start, file, line, column, end) => {
    const source = sourceAt(linesOf(file), Number(line));
    return source === null ? frame : `${start}${source}, ${file}:${line}:${column}${end}`;
  });
}

/** The frames of an error's stack, without its message. */
export function stackFrames(error: unknown): string[] {
  const lines = stackOf(error).split("\n");
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}

/** Finds the comment that names the source of a line of a bundle. */
function sourceAt(lines: readonly string[], line: number): string | null {
  for (let at = Math.min(line, lines.length) - 1; at >= 0; at--) {
    const source = SOURCE.exec(lines[at] ?? "")?.[1];
    if (source !== undefined) return source;
  }
  return null;
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file.startsWith("file:") ? new URL(file) : file, "utf8").split("\n");
  } catch {
    return [];
  }
}
