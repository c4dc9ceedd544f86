import { STATUS_CODES } from "node:http";
import type { LogStream } from "./logging";

/** Levels of pino. */
const WARN = 40;
const ERROR = 50;

interface Line {
  readonly level: number;
  readonly time: number;
  readonly msg?: string;
  readonly traceId?: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly milliseconds?: number;
  readonly why?: string;
  readonly err?: { readonly stack?: string };
}

/** Turns JSON log lines into readable ones: one for each request, and one for each error. */
export function terminalLog(to: LogStream): LogStream {
  return {
    write(line) {
      const text = readableLine(JSON.parse(line) as Line);
      if (text !== null) to.write(`${text}\n`);
    },
  };
}

function readableLine(line: Line): string | null {
  const time = new Date(line.time).toTimeString().slice(0, "hh:mm:ss".length);
  if (line.status !== undefined) return printable(`${time} ${describeAnswer(line)}`);
  // The line of the request repeats a warning about it as the reason.
  if (line.level < WARN || (line.level < ERROR && line.traceId !== undefined)) return null;
  const { msg = "", traceId, err } = line;
  const where = traceId === undefined ? "" : ` (request ${traceId})`;
  const stack = err?.stack === undefined ? "" : `\n${err.stack}`;
  return printable(`${time} ${line.level < ERROR ? "warning" : "error"}: ${msg}${where}${stack}`);
}

function describeAnswer({ method, path, status = 0, milliseconds, why }: Line): string {
  const reason = why ?? (status >= 400 ? STATUS_CODES[status] : undefined);
  const answer = `${status} ${method} ${path} ${milliseconds} ms`;
  return reason === undefined ? answer : `${answer}: ${reason}`;
}

/** Replaces control characters. A path may hold some, and a terminal would run them as commands. */
function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, "?");
}
