import { styleText } from "node:util";

/** The output of a command, and what the reader's screen can show. */
export interface Terminal {
  /** False for a file, a pipe or CI. They get plain text without colour, and no line is redrawn. */
  readonly interactive: boolean;
  readonly colour: boolean;
  /** Width in characters; 80 when it is unknown. */
  readonly columns: number;
  write(text: string): void;
}

export const DEFAULT_COLUMNS = 80;

/** Standard output as a terminal. It respects `NO_COLOR` and `TERM=dumb`. */
export function standardOutput(
  stream: NodeJS.WriteStream = process.stdout,
  environment: NodeJS.ProcessEnv = process.env,
): Terminal {
  const interactive = stream.isTTY === true && environment.TERM !== "dumb";
  return {
    interactive,
    colour: interactive && !environment.NO_COLOR,
    get columns() {
      return (interactive && stream.columns) || DEFAULT_COLUMNS;
    },
    write: (text) => stream.write(text),
  };
}

export type Style = "bold" | "dim" | "green" | "red" | "yellow" | "cyan";

/** The text in a style if the terminal shows colour; otherwise the plain text. */
export function styled(terminal: Terminal, style: Style, text: string): string {
  return terminal.colour ? styleText(style, text, { validateStream: false }) : text;
}
